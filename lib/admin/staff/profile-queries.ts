import 'server-only';
import { z } from 'zod';
import { sessionClient } from '@/lib/supabase/session';

/** The phone number of whoever is signed in, in E.164; null: none. Nobody else is told. */
export async function getOwnPhone(): Promise<string | null> {
  const { data, error } = await (await sessionClient()).rpc('get_own_phone');
  if (error) throw new Error(`get_own_phone: ${error.code} ${error.message}`);
  return z.string().nullable().parse(data);
}
