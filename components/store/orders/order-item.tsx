import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Answers } from '@/components/ui/answers';
import { Money } from '@/components/ui/money';
import { Picture } from '@/components/ui/picture';
import type { Order } from '@/lib/orders/order';
import { itemFacts } from '@/lib/orders/shopper-items';

type Props = { item: Order['items'][number]; order: Order; locale: string };

/** One item: the remaining quantity, the removed quantity, and where its units are. */
export function OrderItem({ item, order, locale }: Props) {
  const t = useTranslations('store.orders');
  const remaining = item.quantity - item.cancelled_quantity;
  const facts = itemFacts(t, item, order, locale);
  return (
    <li className="grid grid-cols-[min(3.5rem,20%)_minmax(0,1fr)] items-center gap-4 text-[0.9375rem]">
      <span
        className={clsx(
          'relative block aspect-4/5 overflow-hidden rounded-sm bg-sunken',
          !remaining && 'opacity-50',
        )}
      >
        {item.image_src && (
          <Picture picture={{ src: item.image_src }} alt="" sizes="56px" className="object-cover" />
        )}
      </span>
      <div className="grid min-w-0 gap-0.5">
        <p className={clsx('font-medium leading-snug', !remaining && 'text-muted line-through')}>
          {item.name}
        </p>
        {item.option_value && <p className="text-muted text-sm">{item.option_value}</p>}
        <Answers answers={item.answers} />
        {remaining > 0 && <ItemQuantity quantity={remaining} item={item} order={order} locale={locale} />}
        {item.cancelled_quantity > 0 && (
          <ItemQuantity
            quantity={item.cancelled_quantity}
            item={item}
            order={order}
            locale={locale}
            isRemoved
          />
        )}
        {facts.length > 0 && <p className="text-sm">{facts.join(' · ')}</p>}
      </div>
    </li>
  );
}

type ItemQuantityProps = Props & { quantity: number; isRemoved?: boolean };

function ItemQuantity({ quantity, item, order, locale, isRemoved }: ItemQuantityProps) {
  const t = useTranslations('store.orders');
  const money = { currency: order.currency, locale };
  const Text = isRemoved ? 's' : 'span';
  const price = <Money minor={item.unit_price_minor} {...money} />;
  return (
    <p
      className={clsx(
        'flex flex-wrap justify-between gap-x-4 text-sm *:max-w-full',
        isRemoved && 'text-muted',
      )}
    >
      <span>
        {isRemoved ? (
          t.rich('items.removed', { quantity, line: (chunks) => <s>{chunks}</s>, price: () => price })
        ) : (
          <span>
            {quantity} × {price}
          </span>
        )}
      </span>
      <Text>
        <Money minor={quantity * item.unit_price_minor} {...money} />
      </Text>
    </p>
  );
}
