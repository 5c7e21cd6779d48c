type Item = { key: string; sku: string; names: string[] };

/**
 * A SKU for each variant that has none, made from the product's name and the choices: `LINEN-SHIRT-S-WHITE`. `taken`: other SKUs that
 * are already in use.
 */
export function proposeSkus(name: string, items: Item[], taken: string[] = []): Record<string, string> {
  const used = new Set([...taken, ...items.map(({ sku }) => sku.trim())].map((sku) => sku.toUpperCase()));
  const proposed: Record<string, string> = {};
  for (const { key, sku, names } of items) {
    if (sku.trim()) continue;
    const parts = [
      part(name, 24) || FALLBACK,
      ...names.map((each, index) => part(each, 10) || String(index + 1)),
    ];
    const wanted = parts.join('-');
    let found = wanted;
    for (let number = 2; used.has(found); number++) found = `${wanted}-${number}`;
    used.add(found);
    proposed[key] = found;
  }
  return proposed;
}

/** In plain capitals and digits, cut at the end of a word if possible. */
function part(text: string, length: number): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length + 1);
  const end = cut.lastIndexOf('-');
  return (end > length / 2 ? cut.slice(0, end) : cut.slice(0, length)).replace(/-+$/, '');
}

const FALLBACK = 'ITEM';
