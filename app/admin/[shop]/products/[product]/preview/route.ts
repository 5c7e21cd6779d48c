import { notFound } from 'next/navigation';
import { NextResponse } from 'next/server';
import { previewProduct } from '@/lib/admin/products/preview';
import { requireMembership } from '@/lib/admin/staff/queries';

/** Redirects staff to the storefront's page of a product that is not published yet. */
export async function GET(_: Request, { params }: RouteContext<'/admin/[shop]/products/[product]/preview'>) {
  const { shop, product } = await params;
  return NextResponse.redirect((await previewProduct(await requireMembership(shop), product)) ?? notFound());
}
