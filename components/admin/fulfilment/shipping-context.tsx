'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, createContext, type ReactNode, use, useState } from 'react';
import { ListActions, useListActions } from '@/components/admin/list-actions';
import { type CommandedOrder, CommandProvider } from '@/components/admin/orders/command-context';
import { moveOrders } from '@/lib/admin/fulfilment/actions';
import { bulkMessage } from '@/lib/admin/fulfilment/bulk';

type Shipping = {
  carriers: string[];
  /** the shop lets no parcel leave without the number under which it is followed */
  requiresTracking: boolean;
  /** who took the last parcel: most often the next one, too */
  carrier: string;
  remember: (carrier: string) => void;
};

const ShippingContext = createContext<Shipping | null>(null);

type Props = Pick<ComponentProps<typeof ListActions>, 'shop' | 'children'> &
  Pick<Shipping, 'carriers' | 'requiresTracking'> & { lastCarrier: string | null };

/** A queue whose orders are packed and shipped right here. */
export function ShippingProvider({ shop, lastCarrier, children, ...props }: Props) {
  const t = useTranslations('admin.fulfilment');
  const [carrier, remember] = useState(lastCarrier ?? '');
  return (
    <ShippingContext value={{ ...props, carrier, remember }}>
      <ListActions shop={shop} tickedAction={async (form) => bulkMessage(t, await moveOrders(form))}>
        {children}
      </ListActions>
    </ShippingContext>
  );
}

export function useShipping(): Shipping {
  const shipping = use(ShippingContext);
  if (!shipping) throw new Error('a part of the queue stands outside of its ShippingProvider');
  return shipping;
}

type RowProps = { order: CommandedOrder; place: number; children: ReactNode };

/** The forms of one row, as those of the order's own page. */
export function RowCommands({ order, place, children }: RowProps) {
  const { report } = useListActions();
  return (
    <CommandProvider
      order={order}
      onOutcome={(outcome) => report({ of: 'order', outcome, number: order.number, place })}
    >
      {children}
    </CommandProvider>
  );
}
