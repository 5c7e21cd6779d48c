import { notFound } from 'next/navigation';

/**
 * Catches every unknown URL of the admin. Without it, /admin/itanna/cart would be the cart of a shop called `admin`. It awaits
 * nothing: otherwise the response would start with status 200 before `notFound` runs.
 */
export default function MissingPage(): never {
  notFound();
}
