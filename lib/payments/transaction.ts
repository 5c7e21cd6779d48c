import 'server-only';
import { serviceClient } from '@/lib/supabase/service';

/** The gateway's id of the transaction that paid under one of our references; null when none has (yet). */
export async function findTransaction(gateway: string, reference: string): Promise<string | null> {
  // Service client: the callers are webhooks and cron, which have no session.
  const { data, error } = await serviceClient()
    .from('payments')
    .select('transaction_id, intent:payment_intents!inner(reference)')
    .eq('gateway', gateway)
    .eq('intent.reference', reference)
    .limit(1)
    .maybeSingle();
  if (error) throw new Error(`payments: ${error.code} ${error.message}`);
  return data?.transaction_id ?? null;
}
