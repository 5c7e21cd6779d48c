import { Coffee, SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ExceptionKind, ExceptionView } from '@/lib/admin/money-exceptions/exception';
import { exceptionWords } from '@/lib/orders/staff-words';
import { shopMoneyPath, shopOrdersPath } from '@/lib/staff/paths';

type Props = { shop: string; view: ExceptionView; kind: ExceptionKind | null };

/** An empty queue: of one kind, or of all, which is how it should be. */
export function EmptyExceptions({ shop, view, kind }: Props) {
  if (kind) {
    return (
      <EmptyState
        icon={SearchX}
        title="None of this kind"
        action={
          <ButtonLink href={shopMoneyPath(shop, { view: view === 'open' ? view : null })} variant="secondary">
            Show all kinds
          </ButtonLink>
        }
      >
        <p>No payment issue is called “{exceptionWords[kind].title}”.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Coffee}
      title={view === 'mine' ? 'Nothing is assigned to you' : 'No payment issues'}
      action={
        <ButtonLink href={shopOrdersPath(shop)} variant="secondary">
          Go to the orders
        </ButtonLink>
      }
    >
      <p>Money that does not fit its order shows up here, with a day by which somebody has to decide.</p>
    </EmptyState>
  );
}
