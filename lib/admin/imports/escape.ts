/*
 * A spreadsheet runs a cell that begins with one of these characters as a formula. A text that someone else wrote must not run on the
 * computer of the person who opens the export, so the export puts an apostrophe before it, and the import removes exactly that one. A text
 * that itself begins with apostrophes and one of these gets one more.
 */
const dangerous = /^'*[=+\-@\t\r\n#＝＋－＠]/;
const escaped = /^'(?='*[=+\-@\t\r\n#＝＋－＠])/;

export const escapeCell = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

export const unescapeCell = (text: string): string => text.replace(escaped, '');
