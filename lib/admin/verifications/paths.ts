import { queryOf, route } from '@/lib/routes';

/** Leads to the picture of a proof, for staff who may see it; `file` is its `file_path`. */
export const proofPicturePath = (shop: string, file: string) =>
  route(`/admin/${shop}/verifications/picture${queryOf({ file })}`);

/** Where an order's transfer is taken (PUT) and given back (DELETE). */
export const claimPath = (shop: string, orderId: string) =>
  route(`/admin/${shop}/verifications/claims/${orderId}`);
