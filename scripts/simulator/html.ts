import { html, raw } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A whole page. `head` holds extra elements for this page. */
export function page(options: { title: string; style: 'checkout' | 'panel'; head?: Html; body: Html }): Html {
  const { title, style, head, body } = options;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${ICON}">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/${style}.css">
${head ?? ''}
</head>
<body>${body}</body>
</html>`;
}

const ICON = encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b5563"/><rect x="8" y="9" width="16" height="4" rx="2" fill="#fff"/><rect x="8" y="17" width="10" height="4" rx="2" fill="#7fd8be"/></svg>`,
);

/** ₦12,500.00 for 1250000 kobo: Paystack counts every currency in hundredths. Amounts are divided only here, for display. */
export function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return format.format(minor / 100);
}

/** Outlined 24 × 24 icons in the text's colour. */
const PATHS = {
  card: '<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="M3 10h18M7 15h4"/>',
  bank: '<path d="M4 10h16L12 4.5 4 10ZM6 10v7M10 10v7M14 10v7M18 10v7M4 19.5h16"/>',
  phone: '<rect x="7" y="3" width="10" height="18" rx="2.5"/><path d="M11 17.5h2"/>',
  lock: '<rect x="5" y="11" width="14" height="9" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
  alert: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16.2v.1"/>',
  arrow: '<path d="M5 12h13M13 6.5l5.5 5.5-5.5 5.5"/>',
} as const;

export function icon(name: keyof typeof PATHS): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${raw(PATHS[name])}</svg>`;
}
