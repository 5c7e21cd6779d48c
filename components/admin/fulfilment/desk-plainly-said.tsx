import { Alert } from '@/components/ui/alert';
import { bulkOutcomeOf } from '@/lib/admin/fulfilment/bulk';
import { saidOf } from '@/lib/admin/orders/command-words';
import { readOrderNumber } from '@/lib/orders/number';
import { wordsOf } from '@/lib/refusals';
import { BulkSaid } from './bulk-said';

type Props = { query: Record<string, string | string[] | undefined>; shop: string };

/** What became of a form of the queue that was sent without scripts: it was put into the address. */
export function DeskPlainlySaid({ query, shop }: Props) {
  const bulk = bulkOutcomeOf(query);
  if (bulk) return <BulkSaid outcome={bulk} shop={shop} />;
  const { done, refused, of } = query;
  const said = typeof done === 'string' ? saidOf(done) : null;
  const words = said ?? wordsOf(refused);
  const number = typeof of === 'string' ? readOrderNumber(of) : null;
  return (
    words && (
      <Alert tone={said ? 'good' : 'bad'}>
        <p>
          {number && <span className="font-semibold">{number}: </span>}
          {words}
        </p>
      </Alert>
    )
  );
}
