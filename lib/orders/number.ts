/**
 * An order's number as it is written, `7K3M-Q2XD`, from what people type: lower case, without the hyphen, O for 0, I or L
 * for 1. Null when it cannot be one. The database reads numbers the same way (`get_order`).
 */
export function readOrderNumber(input: string): string | null {
  const characters = input
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(characters)) return null;
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}
