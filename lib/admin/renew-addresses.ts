import 'server-only';
import { updateTag } from 'next/cache';
import { forgetPages } from '@/lib/proxy/known-pages';
import { redirectsTag } from '@/lib/shops/tags';

/** Called by every action after which a shop may have more or fewer pages, or other addresses; imports do it in lib/imports/run.ts. */
export function renewAddresses(shop: string) {
  updateTag(redirectsTag(shop));
  forgetPages();
}
