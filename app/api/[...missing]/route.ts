/** Every address that no other route of the API has. Without it `/api/v1/cart` would be the cart of a shop called `api`. */
export const GET = () => new Response(null, { status: 404 });
export const POST = GET;
