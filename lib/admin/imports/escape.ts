/*
 * A spreadsheet runs a cell that begins with one of these characters as a formula. Text by other people must not run on
 * the computer of whoever opens the export. So the export puts an apostrophe before it, and the import removes exactly
 * that apostrophe. A text that already begins with apostrophes before one of these characters gets one more.
 */
const dangerous = /^'*[=+\-@\t\r\n#＝＋－＠]/;
const escaped = /^'(?='*[=+\-@\t\r\n#＝＋－＠])/;

export const escapeCell = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

export const unescapeCell = (text: string): string => text.replace(escaped, '');
