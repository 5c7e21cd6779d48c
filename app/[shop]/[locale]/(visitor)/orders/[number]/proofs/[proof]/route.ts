import { getOrder } from '@/lib/store/orders/queries';
import { linkPicture } from '@/lib/store/proofs/storage';

/**
 * The way to the picture of a proof, for whoever may see its order: a signed link of one minute. The link is never kept, so
 * that whoever loses their key loses the picture.
 */
export async function GET(
  _: Request,
  { params }: RouteContext<'/[shop]/[locale]/orders/[number]/proofs/[proof]'>,
) {
  const { shop, number, proof } = await params;
  const order = await getOrder({ slug: shop }, number);
  const path = order?.transfer?.proofs.find(({ proof_id }) => proof_id === proof)?.file_path;
  if (!path) return new Response(null, { status: 404, headers: NOT_KEPT });
  return new Response(null, { status: 302, headers: { ...NOT_KEPT, Location: await linkPicture(path) } });
}

const NOT_KEPT = { 'Cache-Control': 'no-store' };
