import 'server-only';
import { headers } from 'next/headers';
import { type Place, readPlace } from '@/lib/proxy/place';

/**
 * The shop and language of the request: by host in the storefront, by path in the admin. Says nothing about
 * permissions. For actions and other per-request code; a page has them in its parameters, and would not be static if
 * it called this.
 */
export const currentPlace = async (): Promise<Place> => readPlace(await headers());
