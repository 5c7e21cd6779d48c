/** The number of a page in the path of a list, from 1; null for any other segment, also `01`, because a page has one address. */
export const pageNumber = (segment: string): number | null =>
  /^[1-9]\d{0,5}$/.test(segment) ? Number(segment) : null;
