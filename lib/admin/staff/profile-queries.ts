import 'server-only';
import { z } from 'zod';
import { rpc } from '@/lib/supabase/rpc';
import { sessionClient } from '@/lib/supabase/session';

/** The signed-in user's phone number in E.164, or null. Only the user can read it. */
export async function getOwnPhone(): Promise<string | null> {
  return rpc(await sessionClient(), 'get_own_phone', {}, z.string().nullable());
}
