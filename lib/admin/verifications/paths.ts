import { queryOf, route } from '@/lib/routes';

/** The URL of a proof's picture, for staff who may see it; `file` is its `file_path`. */
export const proofPicturePath = (shop: string, file: string) =>
  route(`/admin/${shop}/verifications/picture${queryOf({ file })}`);

/** The URL for claiming (PUT) and releasing (DELETE) an order's verification. */
export const claimPath = (shop: string, orderId: string) =>
  route(`/admin/${shop}/verifications/claims/${orderId}`);
