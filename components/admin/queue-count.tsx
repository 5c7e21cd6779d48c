import { getTranslations } from 'next-intl/server';
import { countQueues, type Queue } from '@/lib/admin/staff/queues';
import type { Messages } from '@/lib/messages/messages';
import { Count } from './count';

type Props = {
  shop: string;
  queue: Queue & keyof Messages['admin']['shell']['queues'];
  tone?: 'bad' | 'calm';
};

/** The number of waiting items in a work queue. */
export async function QueueCount({ shop, queue, tone = 'calm' }: Props) {
  const [counts, t] = await Promise.all([countQueues(shop), getTranslations('admin.shell.queues')]);
  return <Count count={counts[queue] ?? 0} upTo={99} of={t(queue)} tone={tone} />;
}
