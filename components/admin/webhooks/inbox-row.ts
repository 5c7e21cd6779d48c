/** The layout of an inbox row: text, with the actions next to it, or below it on a phone. */
export const inboxRow =
  'grid gap-x-6 gap-y-2 border-line px-4 py-2.5 not-first:border-t hover:bg-sunken md:grid-cols-[minmax(0,1fr)_auto] md:items-center';
