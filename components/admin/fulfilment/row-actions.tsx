'use client';

import { useTranslations } from 'next-intl';
import { CollectDialog } from '@/components/admin/cash/collect-dialog';
import { CommandButton } from '@/components/admin/orders/command-button';
import { useCommands } from '@/components/admin/orders/command-context';
import { ReasonDialog } from '@/components/admin/orders/reason-dialog';
import { ReturnedQuantityField } from '@/components/admin/orders/returned-quantity-field';
import type { Stage } from '@/lib/admin/fulfilment/queue';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import type { PaymentSteps } from '@/lib/orders/order-money';
import { Parcel, type ParcelFacts } from './parcel';
import { QuickShip } from './quick-ship';
import { useShipping } from './shipping-context';

type Props = {
  stage: Stage;
  /** the commands open to this staff member now */
  commands: string[];
  number: string;
  isRefused: boolean;
  parcel: ParcelFacts;
  /** cash, in minor units of the order's currency */
  toCollect: number;
  /** the effect of the cash on the order, by amount */
  steps: PaymentSteps;
  /** lines with units to ship */
  unshipped: SelectableLine[];
  /** lines with units that can be returned */
  returnable: SelectableLine[];
};

/** The actions for an order in its stage. */
export function RowActions(props: Props) {
  switch (props.stage) {
    case 'to_pack':
    case 'on_hold':
      return <PackActions {...props} />;
    case 'to_ship':
      return props.commands.includes('ship') ? (
        <QuickShip number={props.number} unshipped={props.unshipped} />
      ) : (
        <PackActions {...props} />
      );
    case 'on_the_way':
      return <InTransitActions {...props} />;
    case 'came_back':
      return <ReturnActions {...props} />;
  }
}

const rowClass = 'flex flex-wrap items-center gap-2 empty:hidden';

function PackActions({ commands, number }: Props) {
  return (
    <div className={rowClass}>
      {(['allocate', 'process', 'mark_ready'] as const)
        .filter((command) => commands.includes(command))
        .map((command) => (
          <CommandButton key={command} command={command} of={number} variant="secondary" size="sm" />
        ))}
    </div>
  );
}

function InTransitActions({ commands, number, parcel, toCollect, steps }: Props) {
  const t = useTranslations('admin.fulfilment.parcel');
  const can = (command: string) => commands.includes(command);
  return (
    <>
      <Parcel parcel={parcel} />
      <div className={rowClass}>
        {/* recording the cash also marks the parcel delivered */}
        {can('collect') ? (
          <Collect number={number} dueMinor={toCollect} courier={parcel.carrier} steps={steps} />
        ) : (
          can('deliver') && <CommandButton command="deliver" label={t('delivered')} of={number} size="sm" />
        )}
        {can('mark_in_transit') && (
          <CommandButton command="mark_in_transit" of={number} variant="secondary" size="sm" />
        )}
        {(['fail_delivery', 'refuse_delivery'] as const).filter(can).map((command) => (
          <ReasonDialog key={command} command={command} of={number} size="sm" />
        ))}
      </div>
    </>
  );
}

function Collect({
  number,
  dueMinor,
  courier,
  steps,
}: {
  number: string;
  dueMinor: number;
  courier: string | null;
  steps: PaymentSteps;
}) {
  const { carriers } = useShipping();
  const { order, report } = useCommands();
  return (
    <CollectDialog
      orderId={order.order_id}
      number={number}
      version={order.version}
      currency={order.currency}
      locale={order.locale}
      dueMinor={dueMinor}
      courier={courier}
      couriers={carriers}
      steps={steps}
      variant="primary"
      size="sm"
      onOutcome={report}
    />
  );
}

function ReturnActions({ commands, number, parcel, isRefused, returnable }: Props) {
  const t = useTranslations('admin.fulfilment');
  const can = (command: string) => commands.includes(command);
  return (
    <>
      <Parcel parcel={parcel} />
      <div className={rowClass}>
        {can('return_items') && returnable.length > 0 && (
          <ReasonDialog
            command="return_items"
            label={t('parcel.recordReturn')}
            of={number}
            reason={t(isRefused ? 'mark.refused' : 'mark.not_delivered')}
            variant="primary"
            size="sm"
          >
            <ReturnedQuantityField legend={t('parcel.checkItems')} lines={returnable} startsFull />
          </ReasonDialog>
        )}
        {can('mark_in_transit') && (
          <CommandButton
            command="mark_in_transit"
            label={t('parcel.tryAgain')}
            of={number}
            variant="secondary"
            size="sm"
          />
        )}
      </div>
    </>
  );
}
