import type { z } from 'zod';
import { collectSchema } from '@/lib/admin/cash/schema';
import type { Translator } from '@/lib/messages/messages';
import type { OrderCommand } from '@/lib/orders/order';
import type { FunctionName } from '@/lib/supabase/rpc';
import { type Answer, type Command, command, type Facts } from './command';
import {
  asSeen,
  checkForm,
  cloneForm,
  closeDisputeForm,
  linesForm,
  noteForm,
  ofOrder,
  ofRefund,
  payOutForm,
  reason,
  refundForm,
  resolveForm,
  seenForm,
  shipForm,
} from './schema';

/** A plain transition through `update_order_status`. Further fields of its form become `details`. */
const move = <S extends z.ZodType<Seen> = typeof asSeen>({ fields, ...facts }: Facts & { fields?: S } = {}) =>
  command({
    ...facts,
    fields: fields ?? asSeen,
    runs: 'update_order_status',
    args: ({ order_id, expected_version, ...details }: Seen, to_state) => ({
      ...{ order_id, to_state, expected_version, details },
    }),
  });

type Seen = z.output<typeof asSeen>;

const onRefunds = {
  section: 'refunds',
  sends: 'answered',
  outcomeOf: ({ state }: Answer) => (state === 'requested' ? state : null),
} as const;

const asAnswered = ({ outcome }: Answer) => outcome ?? null;

/**
 * All order commands of the admin: the form's schema, the function that runs it, the reason prompt, where the outcome
 * shows, and what follows. The order's `actions` say which of them are allowed. Listed in the order of their buttons.
 */
export const commands = {
  release: move(),
  accept: move(),
  allocate: move(),
  process: move(),
  mark_ready: move(),
  ship: move({
    fields: shipForm,
  }),
  deliver: move(),
  complete: move(),
  revive: move(),
  mark_in_transit: move(),
  collect: command({
    fields: collectSchema,
    isInCurrencyOfOrder: true,
    runs: 'collect_cash',
    args: ({ order_id, expected_version, amount_minor, courier, another }) => ({
      order_id,
      expected_version,
      collected: { amount_minor, courier, another: another === 'on' },
    }),
    outcomeOf: asAnswered,
  }),
  archive: move(),
  fail_delivery: move({
    asks: 'fail_delivery',
    fields: asSeen.extend(reason(200)),
  }),
  refuse_delivery: move({
    asks: 'refuse_delivery',
    fields: asSeen.extend(reason(200)),
  }),
  hold: move({
    asks: 'hold',
    fields: asSeen.extend(reason(200)),
  }),
  return_items: command({
    asks: 'return_items',
    fields: linesForm,
    runs: 'return_order_items',
    args: (input) => input,
  }),
  open_dispute: command({
    asks: 'open_dispute',
    fields: ofOrder.extend(reason(500)),
    runs: 'open_dispute',
    args: (input) => input,
  }),
  clone: command({
    fields: cloneForm,
    runs: 'clone_order',
    args: (input) => input,
    opens: true,
  }),
  cancel_items: command({
    asks: 'cancel_items',
    fields: linesForm,
    runs: 'cancel_order_items',
    args: (input) => input,
    sends: 'due',
  }),
  cancel: command({
    asks: 'cancel',
    fields: ofOrder.extend(reason(500)),
    runs: 'cancel_order',
    args: (input) => input,
    sends: 'due',
  }),
  resolve: command({
    fields: resolveForm,
    runs: 'resolve_exception',
    args: (input) => input,
    outcomeOf: (_answer, { decision }) => decision,
    sends: 'due',
  }),
  close_dispute: command({
    section: 'disputes',
    fields: closeDisputeForm,
    runs: 'close_dispute',
    args: (input) => input,
    sends: 'due',
  }),
  settle: command({
    section: 'proofs',
    fields: seenForm,
    runs: 'verify_payment',
    args: ({ order_id, even_if_short, another, ...seen }) => ({
      order_id,
      decision: 'confirm',
      seen: { ...seen, even_if_short: even_if_short === 'on', another: another === 'on' },
    }),
    outcomeOf: asAnswered,
    sends: 'due',
  }),
  reject_proof: command({
    section: 'proofs',
    asks: 'reject_proof',
    fields: ofOrder.extend(reason(300)),
    runs: 'verify_payment',
    args: ({ order_id, ...seen }) => ({ order_id, decision: 'reject', seen }),
  }),
  check_payment: command({
    section: 'payments',
    fields: checkForm,
    runs: 'settle_payment',
    outcomeOf: asAnswered,
    sends: 'due',
  }),
  refund: command({
    ...onRefunds,
    fields: refundForm,
    isInCurrencyOfOrder: true,
    runs: 'issue_refund',
    args: ({ currency: _currency, ...input }) => input,
  }),
  approve_refund: command({
    ...onRefunds,
    fields: ofRefund,
    runs: 'decide_refund',
    args: ({ refund_id }) => ({ refund_id, approve: true }),
  }),
  decline_refund: command({
    section: 'refunds',
    asks: 'decline_refund',
    fields: ofRefund.extend(reason(300)),
    runs: 'decide_refund',
    args: (input) => ({ ...input, approve: false }),
  }),
  retry_refund: command({
    ...onRefunds,
    fields: ofRefund,
    runs: 'retry_refund',
    args: (input) => input,
  }),
  pay_out_refund: command({
    section: 'refunds',
    fields: payOutForm,
    runs: 'pay_out_refund',
    args: (input) => input,
  }),
  reissue_keys: command({
    section: 'customer',
    fields: ofOrder,
    runs: 'reissue_order_keys',
    args: (input) => input,
  }),
  note: command({
    section: 'notes',
    fields: noteForm,
    runs: 'add_order_log',
    args: (input) => input,
  }),
} satisfies Partial<Record<OrderCommand, Command>>;

export type StaffCommand = keyof typeof commands;

/**
 * The commands of order_transitions without an admin form: the function that runs each, and the shopper or the staff
 * command that triggers it.
 */
export const otherCommands = {
  confirm_request: { runs: 'confirm_request', by: 'shopper' },
  submit_proof: { runs: 'submit_payment_proof', by: 'shopper' },
  approve: { runs: 'resolve_exception', by: 'resolve' },
  ask_rest: { runs: 'resolve_exception', by: 'resolve' },
} as const satisfies Record<
  Exclude<OrderCommand, StaffCommand>,
  { runs: FunctionName; by: 'shopper' | StaffCommand }
>;

export const staffCommands = Object.keys(commands) as StaffCommand[];

export const isStaffCommand = (text: unknown): text is StaffCommand =>
  typeof text === 'string' && Object.hasOwn(commands, text);

/** The message that confirms a command. */
export function doneMessage(
  t: Translator<'admin.orderCommands'>,
  name: StaffCommand,
  outcome: string | null = null,
): string {
  // not every command has outcome messages, and not every outcome has one
  const key = `${name}.outcomes.${outcome}` as 'resolve.outcomes.refund';
  return outcome && t.has(key) ? t(key) : t(`${name}.done`);
}
