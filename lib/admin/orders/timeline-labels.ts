import type { Translator } from '@/lib/messages/messages';
import type { TimelineEntry } from '@/lib/orders/order';

/** The label of a timeline entry. */
export function timelineLabel(
  t: Translator<'admin.orders'>,
  { action, kind, from, to }: TimelineEntry,
): string {
  // a partial shipment does not change the order's state
  if (action === 'ship' && from !== 'shipped' && to !== 'shipped') return t('timeline.partlyShipped');
  const what = action ? t(`timeline.action.${action}`) : t('timeline.updated');
  return kind ? t('timeline.aboutException', { what, exception: t(`status.exception.${kind}.title`) }) : what;
}
