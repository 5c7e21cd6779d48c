/**
 * The `From` value of a shop's emails for Resend: `Shop <orders@shop.example>`. The email service encodes non-ASCII
 * characters and refuses names that are already encoded. Characters with a meaning in addresses (comma, quotes) need a
 * quoted string (RFC 5322, 3.2.4).
 */
export function fromHeader(shopName: string, address: string): string {
  // a header is a single line
  const name = shopName.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (!name) return address;
  const phrase = PLAIN.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${address}>`;
}

/** Words that need no quotes: atoms of RFC 5322, and letters of all scripts. */
const PLAIN = /^[\p{L}\p{M}\p{N} !#$%&'*+\-/^_`{|}~]+$/u;
