import type { Translator } from '@/lib/messages/messages';
import type { TimelineEntry } from '@/lib/orders/order';

/** What happened, for a row of the timeline. */
export function timelineLabel(
  t: Translator<'admin.orders'>,
  { action, kind, from, to }: TimelineEntry,
): string {
  // a part of an order leaves, and the order stays where it is
  if (action === 'ship' && from !== 'shipped' && to !== 'shipped') return t('timeline.partlyShipped');
  const what = action ? t(`timeline.action.${action}`) : t('timeline.updated');
  return kind ? t('timeline.aboutException', { what, exception: t(`status.exception.${kind}.title`) }) : what;
}
