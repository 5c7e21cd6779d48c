'use client';

import { useTranslations } from 'next-intl';
import { CollectCommand } from '@/components/admin/cash/collect-command';
import type { Cash } from '@/lib/admin/cash/cash';
import type { Command } from '@/lib/admin/orders/command';
import { commands, type StaffCommand } from '@/lib/admin/orders/commands';
import type { SelectableLine } from '@/lib/admin/orders/selectable-lines';
import type { OrderCommand } from '@/lib/orders/order';
import { CommandButton } from './command-button';
import { QuantityField } from './quantity-field';
import { ReasonDialog } from './reason-dialog';
import { ReturnedQuantityField } from './returned-quantity-field';
import { ShipForm } from './ship-form';

/** What must not be done in passing: a hold is a stop sign, and a cancelled order is over. */
const quiet = new Set<StaffCommand>(['release', 'revive']);

/** What a press is enough for, in the order of the registry; the one that stands out is the next step. */
const isPress = (command: StaffCommand) => {
  const { place, asks }: Command = commands[command];
  return place === 'next_step' && !asks && command !== 'ship' && command !== 'clone';
};

type Props = {
  offered: StaffCommand[];
  /** the next step, where this person may take it */
  next: OrderCommand | null;
  /** nobody has paid for it any more: to cancel it is the next step */
  cancelsPaid: boolean;
  requiresTracking: boolean;
  carriers: string[];
  /** lines with units that can be shipped or removed, and lines with units that can come back */
  unshipped: SelectableLine[];
  out: SelectableLine[];
  isRequested: boolean;
  /** the courier has it, and could not hand it over */
  isBack: boolean;
  /** what can be collected at the door; null: nothing */
  cash: Cash | null;
  /** what becomes of the money when it is cancelled */
  cancelText?: string;
  /** makes `clone` repeatable */
  cloneKey: string;
};

/** The buttons of an order: those of `offered`, which this person may give now. */
export function OrderCommands(props: Props) {
  const t = useTranslations('admin.orders.parcels');
  const tItems = useTranslations('admin.orders.items');
  const { offered, next, cancelsPaid, requiresTracking, carriers, unshipped, out } = props;
  const { isRequested, isBack, cash, cancelText, cloneKey } = props;
  const can = (command: StaffCommand) => offered.includes(command);
  // a parcel that is paid at the door arrives with its money
  const first: StaffCommand | null = cash?.is_next ? 'collect' : isBack ? 'mark_in_transit' : null;
  const presses = offered
    .filter(isPress)
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
        label={isBack && command === 'mark_in_transit' ? t('tryDeliveryAgain') : undefined}
        className="max-sm:w-full"
      />
    );
  const comesBack = can('return_items') && out.length > 0 && (
    <ReasonDialog
      command="return_items"
      variant={next === 'return_items' ? 'primary' : undefined}
      label={isBack ? t('recordReturn') : undefined}
      size={isBack ? 'md' : 'sm'}
      className={isBack ? 'max-sm:w-full' : undefined}
    >
      <ReturnedQuantityField legend={tItems('cameBack')} lines={out} startsFull={isBack} />
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
  const takeOff = can('cancel_items') && (
    <ReasonDialog command="cancel_items" variant={next === 'cancel_items' ? 'primary' : undefined} size="sm">
      <QuantityField legend={tItems('toRemove')} lines={unshipped} command="cancel_items" />
    </ReasonDialog>
  );
  return (
    <div className="grid gap-4 empty:hidden">
      {next === 'ship' && can('ship') && ship}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {/* one list: a dialog that is open stays so when its command is no longer the first */}
        {presses.map((command) =>
          button(command, command === next && !quiet.has(command) ? 'primary' : 'secondary'),
        )}
        {cancelsPaid && cancel}
        {isBack && comesBack}
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
        {!isBack && comesBack}
        {can('open_dispute') && <ReasonDialog command="open_dispute" size="sm" />}
        {can('clone') && (
          <CommandButton
            command="clone"
            hidden={{ idempotency_key: cloneKey }}
            variant="secondary"
            size="sm"
          />
        )}
        {takeOff}
        {!cancelsPaid && cancel}
      </div>
    </div>
  );
}
