import 'server-only';
import { headers } from 'next/headers';
import { type Place, readPlace } from '@/lib/proxy/place';

/**
 * The shop and language of the request: by host in the storefront, by path in the admin. Who may do what there is decided elsewhere.
 * For actions and what else is made per request. A page has them in its parameters, and one that asked here would not be static.
 */
export const currentPlace = async (): Promise<Place> => readPlace(await headers());
