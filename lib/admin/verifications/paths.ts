import type { Route } from 'next';

/** Leads to the picture of a proof, for staff who may see it; `file` is its `file_path`. */
export const proofPicturePath = (shop: string, file: string) =>
  `/admin/${shop}/verifications/picture?${new URLSearchParams({ file })}` as Route;

/** Where an order's transfer is taken (PUT) and given back (DELETE). */
export const claimPath = (shop: string, orderId: string) => `/admin/${shop}/verifications/claims/${orderId}`;
