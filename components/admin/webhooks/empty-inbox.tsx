import { Coffee, Inbox } from 'lucide-react';
import { EmptyState } from '@/components/ui/empty-state';
import type { InboxView } from '@/lib/admin/webhooks/inbox';

const words: Record<InboxView, { title: string; text: string }> = {
  all: {
    title: 'Nothing has come in yet',
    text: 'What the gateway tells about payments, refunds and disputes shows up here.',
  },
  failing: {
    title: 'Nothing is failing',
    text: 'What could not be worked on is tried again by itself for a day and a half, and shows up here meanwhile.',
  },
  dead: {
    title: 'Nothing was given up',
    text: 'What could not be worked on for a day and a half shows up here until somebody has it tried again.',
  },
  mails: {
    title: 'Every mail has left',
    text: 'Mails that could not be sent after eight tries show up here.',
  },
};

export function EmptyInbox({ view }: { view: InboxView }) {
  const { title, text } = words[view];
  return (
    <EmptyState icon={view === 'all' ? Inbox : Coffee} title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}
