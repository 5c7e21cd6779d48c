/** Catches every unknown URL of the API. Without it, `/api/v1/cart` would be the cart of a shop called `api`. */
export const GET = () => new Response(null, { status: 404 });
export const POST = GET;
