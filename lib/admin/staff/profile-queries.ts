import 'server-only';
import { z } from 'zod';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/** The phone number of whoever is signed in, in E.164; null: none. Nobody else is told. */
export async function getOwnPhone(): Promise<string | null> {
  return rpc(await sessionClient(), 'get_own_phone', {}, z.string().nullable());
}
