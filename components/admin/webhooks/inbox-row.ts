/** How a row of the inbox is laid out: what it says, and beside it, or below it on a phone, what can be done. */
export const inboxRow =
  'grid gap-x-6 gap-y-2 border-line px-4 py-2.5 not-first:border-t hover:bg-sunken md:grid-cols-[minmax(0,1fr)_auto] md:items-center';
