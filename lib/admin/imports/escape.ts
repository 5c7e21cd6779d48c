/*
 * A spreadsheet runs a cell that begins with one of these as a formula, also when somebody else wrote it: what a customer-facing text
 * begins with must not run on the computer of whoever opens the export. So the export puts an apostrophe before it, and the import takes
 * exactly that one off again: a text that itself begins with apostrophes and one of these gets one more.
 */
const dangerous = /^'*[=+\-@\t\r\n#＝＋－＠]/;
const escaped = /^'(?='*[=+\-@\t\r\n#＝＋－＠])/;

export const escapeCell = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

export const unescapeCell = (text: string): string => text.replace(escaped, '');
