import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { Order } from '@/lib/orders/order';
import { ProofList } from './proof-list';

/**
 * The proofs of an order that needs no more proofs: collapsed, but open for a cancelled order, whose money the shop may still be
 * looking for.
 */
export function OrderProofs({ order, locale }: { order: Order; locale: string }) {
  const t = useTranslations('store.proofs.list');
  const { transfer } = order;
  if (!transfer || transfer.can_submit || transfer.proofs.length === 0) return null;
  return (
    <Card className="py-2!">
      <details open={order.state === 'cancelled'} className="group">
        <summary className="flex min-h-12 list-none items-center justify-between gap-3 rounded-sm font-medium hover:text-accent-text">
          {t('title')}
          <ChevronDown
            aria-hidden
            className="size-5 shrink-0 text-muted transition-transform duration-150 group-open:rotate-180"
          />
        </summary>
        <div className="pt-1 pb-4">
          <ProofList order={order} proofs={transfer.proofs} locale={locale} />
        </div>
      </details>
    </Card>
  );
}
