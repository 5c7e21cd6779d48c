import { Coffee, PackageOpen, SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { OrderView } from '@/lib/admin/orders/views';
import { shopOrdersPath } from '@/lib/staff/paths';

const words: Record<OrderView, { title: string; text: string }> = {
  all: { title: 'No orders yet', text: 'The first one will show up here the moment it is placed.' },
  unpaid: { title: 'No order is unpaid', text: 'Orders show up here until their customer has paid.' },
  to_accept: {
    title: 'No order waits for your yes',
    text: 'Orders that the shop accepts before they are paid or packed show up here.',
  },
  to_verify: {
    title: 'No transfer waits',
    text: 'Orders whose customer has shown a proof of a transfer show up here.',
  },
  to_pack: {
    title: 'Everything is packed',
    text: 'Orders that are paid and wait to be packed show up here.',
  },
  to_ship: {
    title: 'Nothing waits for the courier',
    text: 'Packed orders show up here until they are handed over.',
  },
  on_the_way: {
    title: 'Nothing is on the way',
    text: 'Orders that have left show up here until they arrive.',
  },
  attention: {
    title: 'Nothing needs you',
    text: 'Orders on hold, and money that somebody has to decide on, show up here.',
  },
  done: { title: 'Nothing is done yet', text: 'Orders that have arrived show up here.' },
  cancelled: { title: 'No order was cancelled', text: 'May it stay so.' },
};

type Props = { shop: string; view: OrderView; search: string; isFirst: boolean };

/** An empty list: of a page whose orders have moved on, of a search, of a shop without orders, or of a tab that is worked off. */
export function EmptyOrders({ shop, view, search, isFirst }: Props) {
  if (!isFirst) {
    return (
      <EmptyState icon={PackageOpen} title="No more orders on this page">
        <p>They have moved to another tab since. The other pages are still there.</p>
      </EmptyState>
    );
  }
  if (search) {
    return (
      <EmptyState
        icon={SearchX}
        title="No order matches"
        action={
          <ButtonLink href={shopOrdersPath(shop)} variant="secondary">
            Show all orders
          </ButtonLink>
        }
      >
        <p>
          There is none for “{search}”. Try part of the name, the last digits of the phone number, the city, a
          product, or a payment reference.
        </p>
      </EmptyState>
    );
  }
  const { title, text } = words[view];
  return (
    <EmptyState icon={view === 'all' ? PackageOpen : Coffee} title={title}>
      <p>{text}</p>
    </EmptyState>
  );
}
