import { countQueues, type Queue } from '@/lib/admin/staff/queues';
import { Count } from './count';

const words = { to_verify: 'to verify', to_approve: 'to approve', to_pack: 'to pack' };

type Props = { shop: string; queue: Queue & keyof typeof words; tone?: 'bad' | 'calm' };

/** How many wait in one of the queues of the work. */
export async function QueueCount({ shop, queue, tone = 'calm' }: Props) {
  const counts = await countQueues(shop);
  return <Count count={counts[queue] ?? 0} upTo={99} of={words[queue]} tone={tone} />;
}
