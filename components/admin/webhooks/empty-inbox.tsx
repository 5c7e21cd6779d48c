import { Coffee, Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import type { InboxView } from '@/lib/admin/webhooks/inbox';

export function EmptyInbox({ view }: { view: InboxView }) {
  const t = useTranslations('admin.webhooks');
  return (
    <EmptyState icon={view === 'all' ? Inbox : Coffee} title={t(`emptyTitle.${view}`)}>
      <p>{t(`emptyText.${view}`)}</p>
    </EmptyState>
  );
}
