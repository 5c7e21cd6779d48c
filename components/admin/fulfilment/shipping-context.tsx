'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, createContext, type ReactNode, use, useState } from 'react';
import { ListActions, useListActions } from '@/components/admin/list-actions';
import { type CommandedOrder, CommandProvider } from '@/components/admin/orders/command-context';
import { moveOrders } from '@/lib/admin/fulfilment/actions';
import { bulkMessage } from '@/lib/admin/fulfilment/bulk';

type Shipping = {
  carriers: string[];
  /** the shop requires a tracking number for every parcel */
  requiresTracking: boolean;
  /** of the last parcel: the best guess for the next one */
  carrier: string;
  remember: (carrier: string) => void;
};

const ShippingContext = createContext<Shipping | null>(null);

type Props = Pick<ComponentProps<typeof ListActions>, 'shop' | 'children'> &
  Pick<Shipping, 'carriers' | 'requiresTracking'> & { lastCarrier: string | null };

/** A queue whose orders are packed and shipped in the list itself. */
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
  if (!shipping) throw new Error('a part of the queue is outside of its ShippingProvider');
  return shipping;
}

type RowProps = { order: CommandedOrder; index: number; children: ReactNode };

/** Lets a row use the command forms of the order page. */
export function RowCommands({ order, index, children }: RowProps) {
  const { report } = useListActions();
  return (
    <CommandProvider
      order={order}
      onOutcome={(outcome) => report({ of: 'order', outcome, number: order.number, index })}
    >
      {children}
    </CommandProvider>
  );
}
