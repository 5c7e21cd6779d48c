/*
 * Where files of proofs lie: `<shop_id>/<order_id>/<uuid>` in the bucket of uploads, the same with `.webp` in that of
 * pictures. The database and the policies of the buckets read the first two parts.
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const proofFolder = (shopId: string, orderId: string) => `${shopId}/${orderId}`;

/** Whether a path that came from a browser is one of an upload in this folder, and nothing beside or below it. */
export const isUploadIn = (folder: string, path: unknown): path is string =>
  typeof path === 'string' && path.startsWith(`${folder}/`) && UUID.test(path.slice(folder.length + 1));
