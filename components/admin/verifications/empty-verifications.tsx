import { Coffee, PartyPopper } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { shopOrdersPath, shopStatementsPath } from '@/lib/staff/paths';

/** An empty queue, which is how it should be. `wasLast`: because of what this person has just decided. */
export function EmptyVerifications({ shop, wasLast }: { shop: string; wasLast: boolean }) {
  return (
    <EmptyState
      icon={wasLast ? PartyPopper : Coffee}
      title={wasLast ? 'That was the last one' : 'Nobody waits for you'}
      action={
        <>
          <ButtonLink href={shopOrdersPath(shop, { view: 'to_pack' })} variant="secondary">
            See what is to be packed
          </ButtonLink>
          <ButtonLink href={shopStatementsPath(shop)} variant="secondary">
            Import a statement
          </ButtonLink>
        </>
      }
    >
      <p>Every transfer has been looked for. The next proof shows up here by itself, with its clock.</p>
    </EmptyState>
  );
}
