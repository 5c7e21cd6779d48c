/** Texts as one value of `text[]`, for a filter: the client's own filters for arrays break at commas, quotes and braces. */
export const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
