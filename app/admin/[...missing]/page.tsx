import { notFound } from 'next/navigation';
import { connection } from 'next/server';

export const instant = false;

/** Every address that no page of the admin has. Without it /admin/itanna/cart would be the cart of a shop called `admin`. */
export default async function MissingPage() {
  // made for each request, whose id it shows
  await connection();
  notFound();
}
