/**
 * Signatures of files that could be opened, run or served instead of the picture. Each has 40 bits or more, so that
 * the megabytes of compressed video after a motion photo match by chance at most once in 100,000 such photos.
 */
const BINARY = [
  ...['PK\x03\x04\x0a\0', 'PK\x03\x04\x14\0', 'PK\x03\x04\x2d\0'], // entries of a ZIP, JAR, APK, DOCX …
  'PK\x05\x06\0\0\0\0', // the end of a ZIP, where its readers begin
  'Rar!\x1a\x07',
  "7z\xbc\xaf'\x1c",
  ...['\x7fELF\x01\x01', '\x7fELF\x01\x02', '\x7fELF\x02\x01', '\x7fELF\x02\x02'],
].map((signature) => Buffer.from(signature, 'latin1'));
const TEXT = [
  /%PDF-\d\.\d/,
  /startxref\s+\d+\s+%%EOF/, // the end of a PDF that starts inside the picture
  /<(!doctype\s+html|html|head|body|script|iframe|svg)[\s>]/i,
  /<\?(php\s|=[\x20-\x7e\s]{12})/i,
];

/** Whether the bytes after a picture's end are or contain a file of a dangerous format. */
export function containsEmbeddedFile(trailing: Buffer): boolean {
  if (trailing.length === 0) return false;
  if (BINARY.some((signature) => trailing.includes(signature)) || hasWindowsProgram(trailing)) return true;
  const text = trailing.toString('latin1');
  return TEXT.some((signature) => signature.test(text));
}

/** `MZ` alone may be any two bytes; a program's header points to its second signature. */
function hasWindowsProgram(bytes: Buffer): boolean {
  for (let at = bytes.indexOf('MZ'); at >= 0 && at + 64 <= bytes.length; at = bytes.indexOf('MZ', at + 2)) {
    const header = at + bytes.readUInt32LE(at + 60);
    if (bytes.toString('latin1', header, header + 4) === 'PE\0\0') return true;
  }
  return false;
}
