/**
 * Normalizes an order number to `7K3M-Q2XD`: accepts lower case, a missing hyphen, O for 0, and I or L for 1. Null if
 * it cannot be one. The database reads numbers the same way (`private.read_order_number`).
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
