import { POPULAR_DOMAINS, run } from '@zootools/email-spell-checker';

/** The most popular email domains. The library's own list lacks some, such as yahoo.com: it knows only `yahoo`. */
const DOMAINS = [
  // shorter names are one letter away from too many companies
  ...POPULAR_DOMAINS.filter((domain) => domain.indexOf('.') >= 5),
  ...['yahoo.com', 'yahoo.co.uk', 'hotmail.com', 'hotmail.co.uk', 'outlook.com', 'live.com', 'live.co.uk'],
  ...['mail.com', 'email.com', 'fastmail.com', 'gmx.com', 'gmx.net', 'proton.me', 'ymail.com', 'zoho.com'],
];

/**
 * The email address that was probably meant: `ada@gmial.com` → `ada@gmail.com`. Null if the domain is well known or
 * similar to none. Only to ask, never to correct automatically: a small company may have such a domain.
 */
export function suggestEmail(input: string): string | null {
  // the last two are empty, because the library would take every Nigerian domain for a mistyped Dutch one
  const suggestion = run({ email: input, domains: DOMAINS, secondLevelDomains: [], topLevelDomains: [] });
  return suggestion && suggestion.full !== input.toLowerCase() ? suggestion.full : null;
}
