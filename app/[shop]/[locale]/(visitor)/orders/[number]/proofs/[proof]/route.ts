import { getOrder } from '@/lib/store/orders/queries';
import { linkPicture } from '@/lib/store/proofs/storage';

/**
 * Redirects a caller who may see the order to the picture of a proof, by a signed link that is valid for one minute. The link is
 * never cached, so a caller who loses the order key also loses the picture.
 */
export async function GET(
  _: Request,
  { params }: RouteContext<'/[shop]/[locale]/orders/[number]/proofs/[proof]'>,
) {
  const { shop, number, proof } = await params;
  const order = await getOrder({ slug: shop }, number);
  const path = order?.transfer?.proofs.find(({ proof_id }) => proof_id === proof)?.file_path;
  if (!path) return new Response(null, { status: 404, headers: NO_STORE });
  return new Response(null, { status: 302, headers: { ...NO_STORE, Location: await linkPicture(path) } });
}

const NO_STORE = { 'Cache-Control': 'no-store' };
