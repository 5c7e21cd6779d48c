'use client';

import { useTranslations } from 'next-intl';
import { CollectCommand } from '@/components/admin/cash/collect-command';
import type { Cash } from '@/lib/admin/cash/cash';
import type { Command } from '@/lib/admin/orders/command';
import { commands, type StaffCommand } from '@/lib/admin/orders/commands';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import type { OrderCommand } from '@/lib/orders/order';
import { CommandButton } from './command-button';
import { useCommandKey } from './command-context';
import { QuantityField } from './quantity-field';
import { ReasonDialog } from './reason-dialog';
import { ReturnedQuantityField } from './returned-quantity-field';
import { ShipForm } from './ship-form';

/** Never the primary button: a hold should be released, and a cancelled order reinstated, only on purpose. */
const neverPrimary = new Set<StaffCommand>(['release', 'revive']);

/** Whether the command is one of the main buttons, which ask for no reason. */
const isOneClick = (command: StaffCommand) => {
  const { section, asks }: Command = commands[command];
  return section === 'next_step' && !asks && command !== 'ship' && command !== 'clone';
};

type Props = {
  offered: StaffCommand[];
  /** the next step, if this staff member may take it */
  next: OrderCommand | null;
  /** the next step is to refund and cancel */
  cancelsPaid: boolean;
  requiresTracking: boolean;
  carriers: string[];
  /** lines with units that can be shipped or removed */
  unshipped: SelectableLine[];
  /** lines with units that can be returned */
  returnable: SelectableLine[];
  isRequested: boolean;
  /** the courier has the parcel and could not deliver it */
  isDeliveryFailed: boolean;
  /** the cash to collect on delivery; null: none */
  cash: Cash | null;
  /** what cancelling does with the money */
  cancelText?: string;
  /** the first idempotency key of `clone` */
  cloneKey: string;
};

/** The order's buttons: the `offered` commands, which are open to this staff member now. */
export function OrderCommands(props: Props) {
  const t = useTranslations('admin.orders.parcels');
  const tItems = useTranslations('admin.orders.items');
  const { offered, next, cancelsPaid, requiresTracking, carriers, unshipped, returnable } = props;
  const { isRequested, isDeliveryFailed, cash, cancelText } = props;
  const cloneKey = useCommandKey('clone', props.cloneKey);
  const can = (command: StaffCommand) => offered.includes(command);
  // recording the cash also marks the parcel delivered, so it comes first
  const first: StaffCommand | null = cash?.is_next ? 'collect' : isDeliveryFailed ? 'mark_in_transit' : null;
  const oneClick = offered
    .filter(isOneClick)
    .toSorted((one, other) => Number(other === first) - Number(one === first));
  const ship = <ShipForm carriers={carriers} lines={unshipped} requiresTracking={requiresTracking} />;
  const button = (command: StaffCommand, variant: 'primary' | 'secondary') =>
    command === 'collect' && cash ? (
      <CollectCommand
        key={command}
        cash={cash}
        couriers={carriers}
        variant={variant}
        className="max-sm:w-full"
      />
    ) : (
      <CommandButton
        key={command}
        command={command}
        variant={variant}
        label={isDeliveryFailed && command === 'mark_in_transit' ? t('tryDeliveryAgain') : undefined}
        className="max-sm:w-full"
      />
    );
  const returnItems = can('return_items') && returnable.length > 0 && (
    <ReasonDialog
      command="return_items"
      variant={next === 'return_items' ? 'primary' : undefined}
      label={isDeliveryFailed ? t('recordReturn') : undefined}
      size={isDeliveryFailed ? 'md' : 'sm'}
      className={isDeliveryFailed ? 'max-sm:w-full' : undefined}
    >
      <ReturnedQuantityField legend={tItems('cameBack')} lines={returnable} startsFull={isDeliveryFailed} />
    </ReasonDialog>
  );
  const cancel = can('cancel') && (
    <ReasonDialog
      command="cancel"
      prompt={isRequested ? 'reject' : undefined}
      label={cancelsPaid ? t('refundAndCancel') : undefined}
      text={cancelText}
      size={cancelsPaid ? 'md' : 'sm'}
    />
  );
  const removeItems = can('cancel_items') && (
    <ReasonDialog command="cancel_items" variant={next === 'cancel_items' ? 'primary' : undefined} size="sm">
      <QuantityField legend={tItems('toRemove')} lines={unshipped} command="cancel_items" />
    </ReasonDialog>
  );
  return (
    <div className="grid gap-4 empty:hidden">
      {next === 'ship' && can('ship') && ship}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {/* one list: an open dialog must stay mounted when its command is no longer first */}
        {oneClick.map((command) =>
          button(command, command === next && !neverPrimary.has(command) ? 'primary' : 'secondary'),
        )}
        {cancelsPaid && cancel}
        {isDeliveryFailed && returnItems}
        {(['fail_delivery', 'refuse_delivery'] as const).filter(can).map((command) => (
          <ReasonDialog key={command} command={command} className="max-sm:w-full" />
        ))}
      </div>
      {next !== 'ship' && can('ship') && (
        <details className="border-line border-t pt-2">
          <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
            {t('shipNow')}
          </summary>
          <div className="pt-2">{ship}</div>
        </details>
      )}
      <div className="flex flex-wrap gap-2 border-line border-t pt-4 empty:hidden">
        {can('hold') && <ReasonDialog command="hold" size="sm" />}
        {!isDeliveryFailed && returnItems}
        {can('open_dispute') && <ReasonDialog command="open_dispute" size="sm" />}
        {can('clone') && (
          <CommandButton
            command="clone"
            hidden={{ idempotency_key: cloneKey }}
            variant="secondary"
            size="sm"
          />
        )}
        {removeItems}
        {!cancelsPaid && cancel}
      </div>
    </div>
  );
}
