import { Coffee, PackageCheck } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { Stage } from '@/lib/admin/fulfilment/queue';
import { shopFulfilmentPath } from '@/lib/staff/paths';

const words: Record<Stage, { title: string; text: string }> = {
  to_pack: {
    title: 'Everything is packed',
    text: 'Orders show up here once they are confirmed, the one that has waited longest first.',
  },
  to_ship: {
    title: 'Nothing waits for the courier',
    text: 'Packed orders show up here until their parcels have left.',
  },
  on_hold: {
    title: 'Nothing is on hold',
    text: 'Orders that cannot be packed or sent now show up here: on hold, disputed, or with their money given back.',
  },
  on_the_way: {
    title: 'Nothing is on the way',
    text: 'Parcels show up here from when they have left until they have arrived.',
  },
  came_back: {
    title: 'Nothing came back',
    text: 'Parcels that could not be handed over show up here until they are tried again, or are back.',
  },
};

/** A stage that is worked off, or a later page of one of which the rest has moved on meanwhile. */
export function EmptyQueue({ shop, stage, isFirst }: { shop: string; stage: Stage; isFirst: boolean }) {
  if (!isFirst) {
    return (
      <EmptyState
        icon={PackageCheck}
        title="These have moved on"
        action={
          <ButtonLink variant="secondary" href={shopFulfilmentPath(shop, { stage })}>
            Show who waits longest
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState icon={Coffee} title={words[stage].title}>
      <p>{words[stage].text}</p>
    </EmptyState>
  );
}
