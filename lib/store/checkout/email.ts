import { POPULAR_DOMAINS, run } from '@zootools/email-spell-checker';

/** Where most people have their mailbox; the library's own list leaves out those of which it knows only the name. */
const DOMAINS = [
  // what is shorter is one letter away from too many companies
  ...POPULAR_DOMAINS.filter((domain) => domain.indexOf('.') >= 5),
  ...['yahoo.com', 'yahoo.co.uk', 'hotmail.com', 'hotmail.co.uk', 'outlook.com', 'live.com', 'live.co.uk'],
  ...['mail.com', 'email.com', 'fastmail.com', 'gmx.com', 'gmx.net', 'proton.me', 'ymail.com', 'zoho.com'],
];

/**
 * The address that was probably meant: `ada@gmial.com` → `ada@gmail.com`. Null where it is as well known as it is, or like nothing
 * that is known. To be asked about, never to be corrected: a small company may be called so.
 */
export function suggestEmail(input: string): string | null {
  // the last two: the library would also take every domain of Nigeria for a mistyped one of the Netherlands
  const suggestion = run({ email: input, domains: DOMAINS, secondLevelDomains: [], topLevelDomains: [] });
  return suggestion && suggestion.full !== input.toLowerCase() ? suggestion.full : null;
}
