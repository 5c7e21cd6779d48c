import { Coffee, FileSpreadsheet, History } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { shopStatementsPath, shopVerificationsPath } from '@/lib/staff/paths';

type Props = {
  shop: string;
  decided: boolean;
  /** a statement was imported before */
  hasStatements: boolean;
  /** below a page of which the rest is gone meanwhile */
  isBelow: boolean;
};

/** No credits to show: none was ever imported, all of them have their order, or none is decided yet. */
export function EmptyLines({ shop, decided, hasStatements, isBelow }: Props) {
  if (isBelow) {
    return (
      <EmptyState
        icon={Coffee}
        title="These have been dealt with"
        action={
          <ButtonLink variant="secondary" href={shopStatementsPath(shop, { view: decided ? 'done' : null })}>
            To the newest
          </ButtonLink>
        }
      />
    );
  }
  if (!hasStatements) {
    return (
      <EmptyState icon={FileSpreadsheet} title="No statement yet">
        <p>
          With the first one, you see here which order each transfer pays. Those that name their order and are
          exactly what it owes are confirmed with one press. Whoever verifies payments imports it.
        </p>
      </EmptyState>
    );
  }
  if (decided) {
    return (
      <EmptyState icon={History} title="Nothing is decided yet">
        <p>Credits that have paid their order, or were ignored, are kept here.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Coffee}
      title="Every credit is accounted for"
      action={
        <ButtonLink variant="secondary" href={shopVerificationsPath(shop)}>
          Look who still waits
        </ButtonLink>
      }
    >
      <p>All that came in has its order, or a reason why not. Import the next statement when it is there.</p>
    </EmptyState>
  );
}
