/**
 * The sender of a shop's mails as Resend takes it: `Shop <orders@shop.example>`. The mailer encodes what is not ASCII, and refuses
 * what is encoded already; what means something between addresses (a comma, quotes) goes into a quoted string (RFC 5322, 3.2.4).
 */
export function fromHeader(shopName: string, address: string): string {
  // a header is one line
  const name = shopName.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (!name) return address;
  const phrase = PLAIN.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${address}>`;
}

/** Words that need no quotes: what RFC 5322 calls atoms, and letters of all scripts. */
const PLAIN = /^[\p{L}\p{M}\p{N} !#$%&'*+\-/^_`{|}~]+$/u;
