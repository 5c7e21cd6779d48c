import 'server-only';
import { serviceClient } from '@/lib/supabase/service';

/** The gateway's id of the transaction paid under a reference; null if there is none (yet). */
export async function findTransaction(gateway: string, reference: string): Promise<string | null> {
  // Service client: webhooks and cron, which call this, have no session.
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
