/*
 * Paths of proof files: `<shop_id>/<order_id>/<uuid>` in the bucket of uploads, the same with `.webp` in that of pictures. The
 * database and the bucket policies read the first two parts.
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const proofFolder = (shopId: string, orderId: string) => `${shopId}/${orderId}`;

/** Whether a path from a browser is an upload directly in this folder. */
export const isUploadIn = (folder: string, path: unknown): path is string =>
  typeof path === 'string' && path.startsWith(`${folder}/`) && UUID.test(path.slice(folder.length + 1));
