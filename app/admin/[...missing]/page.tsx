import { notFound } from 'next/navigation';

/**
 * Every address that no page of the admin has. Without it /admin/itanna/cart would be the cart of a shop called `admin`. Nothing is
 * waited for, or the answer would be on its way, with status 200, by the time that it is known.
 */
export default function MissingPage(): never {
  notFound();
}
