import { Coffee, Undo2 } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import type { RefundView } from '@/lib/admin/refunds/refund';

const words: Record<RefundView, { title: string; text: string }> = {
  waiting: {
    title: 'Nothing waits for a yes',
    text: 'Refunds above the shop’s limit show up here until a second person has approved them.',
  },
  attention: {
    title: 'No refund is stuck',
    text: 'Refunds that the gateway could not carry out show up here until the money has arrived in another way.',
  },
  under_way: {
    title: 'No money is on its way back',
    text: 'Approved refunds show up here until the gateway says that they have arrived.',
  },
  all: { title: 'Nothing was refunded yet', text: 'May it stay so.' },
};

export function EmptyRefunds({ view }: { view: RefundView }) {
  const { title, text } = words[view];
  return (
    <EmptyState icon={view === 'all' ? Undo2 : Coffee} title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}
