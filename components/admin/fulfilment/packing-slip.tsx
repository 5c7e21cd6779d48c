import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Answers } from '@/components/ui/answers';
import { Time } from '@/components/ui/time';
import type { PrintedOrder } from '@/lib/admin/fulfilment/queries';
import { addressLines } from '@/lib/admin/orders/address';
import type { Membership } from '@/lib/admin/staff/queries';
import { formatMoney } from '@/lib/money';

type Props = { order: PrintedOrder; shop: Membership['shop'] };

/**
 * One slip per sheet, A5 or A4. On screen it is white even in dark mode, so that the preview matches the print. No prices: the parcel
 * may be a gift.
 */
export function PackingSlip({ order, shop }: Props) {
  const t = useTranslations('admin.fulfilment');
  const { shipping_address: address } = order;
  const units = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <section
      aria-label={t('slip.name', { number: order.number })}
      className="grid max-w-2xl content-start gap-5 break-after-page rounded-lg border border-black/25 bg-white p-6 text-black [color-scheme:light] last:break-after-auto sm:p-8 print:max-w-none print:rounded-none print:border-0 print:p-0"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 border-black border-b-2 pb-3">
        <div className="max-w-full">
          <p className="font-semibold text-lg">{shop.name}</p>
          <h2 className="wrap-break-word font-bold text-4xl tabular-nums leading-tight tracking-wide sm:text-5xl print:whitespace-nowrap print:text-5xl">
            {order.number}
          </h2>
        </div>
        <p className="text-sm sm:text-right print:text-right">
          <Time at={order.placed_at} timeZone={shop.time_zone} locale={shop.locale} show="date" />
          <span className="block">{order.shipping_rate_name ?? t('order.noDelivery')}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <address className="text-lg not-italic leading-snug">
          <span className="block font-semibold">{order.name}</span>
          {address &&
            addressLines(address).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          {address?.landmark && <span className="block">({address.landmark})</span>}
          <span className="block pt-1 font-semibold tabular-nums">{order.phone}</span>
        </address>
        {order.to_collect_minor > 0 && (
          <p className="border-2 border-black px-4 py-2 text-center">
            {t('slip.collectCash')}
            <span className="block font-bold text-2xl">
              {formatMoney(order.to_collect_minor, order.currency, shop.locale)}
            </span>
          </p>
        )}
      </div>
      <Lines order={order} />
      <p className="text-sm">{t('slip.units', { count: units })}</p>
      {order.note && (
        <p className="break-words border border-black/50 px-3 py-2">
          {t.rich('slip.note', {
            note: order.note,
            strong: (chunks: ReactNode) => <span className="font-semibold">{chunks}</span>,
          })}
        </p>
      )}
    </section>
  );
}

function Lines({ order }: { order: PrintedOrder }) {
  const t = useTranslations('admin.fulfilment');
  return (
    <table className="w-full border-collapse text-left">
      <thead className="text-sm">
        <tr className="border-black border-b">
          <th scope="col" className="w-16 py-1 pr-3 text-right font-semibold">
            {t('slip.quantity')}
          </th>
          <th scope="col" className="py-1 font-semibold">
            {t('slip.item')}
          </th>
          <th scope="col" className="py-1 pl-3 font-semibold">
            {t('slip.sku')}
          </th>
          <th scope="col" className="w-10 py-1 pl-3 text-right whitespace-nowrap font-semibold">
            {t('slip.packed')}
          </th>
        </tr>
      </thead>
      <tbody>
        {order.items.map((line) => (
          <tr key={line.order_item_id} className="break-inside-avoid border-black/30 border-b align-top">
            <td className="py-2 pr-3 text-right font-bold text-xl tabular-nums leading-tight">
              {line.quantity}
            </td>
            <td className="py-2">
              {line.name}
              {line.option_value && <span className="block text-sm">{line.option_value}</span>}
              <Answers answers={line.answers} className="text-black" />
              {line.shipped_quantity > 0 && (
                <span className="block text-sm">
                  {t('order.shippedBefore', { count: line.shipped_quantity })}
                </span>
              )}
            </td>
            <td className="py-2 pl-3 font-mono text-sm">{line.sku}</td>
            <td className="py-2 pl-3 text-right">
              <span aria-hidden className="inline-block size-5 border-2 border-black align-middle" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
