import { Mail, MessageCircle, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { CustomerHistory } from '@/components/admin/cash/customer-history';
import { CopyButton } from '@/components/admin/copy-button';
import { addressLines } from '@/lib/admin/orders/address';
import { dialled } from '@/lib/checkout/phone';
import { can, type Order } from '@/lib/orders/order';
import { CommandStatus } from './command-status';
import { NewLink } from './new-link';
import { Panel } from './panel';

/** The customer's contact details and delivery address. */
export function CustomerCard({ order, country }: { order: Order; country: string }) {
  const t = useTranslations('admin.orders.customer');
  const { shipping_address: address } = order;
  const lines = address ? addressLines(address) : [];
  const phone = dialled(order.phone, country);
  return (
    <Panel title={t('title')}>
      <div className="grid gap-1">
        <p className="font-medium">{order.name}</p>
        <CustomerHistory order={order} />
        <div className="flex items-center gap-2">
          <ContactLink href={`tel:${phone}`}>
            <Phone aria-hidden className="size-4 shrink-0 text-muted" />
            {order.phone}
          </ContactLink>
          <CopyButton text={order.phone} what={t('thePhoneNumber')} />
        </div>
        <ContactLink
          href={`https://wa.me/${phone.replace('+', '')}`}
          target="_blank"
          rel="noreferrer"
          className="justify-self-start text-good"
        >
          <MessageCircle aria-hidden className="size-4 shrink-0" />
          {t('whatsApp')}
        </ContactLink>
        <div className="flex items-center gap-2">
          <ContactLink
            href={`mailto:${order.email}?subject=${encodeURIComponent(t('emailSubject', { number: order.number }))}`}
          >
            <Mail aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="min-w-0 text-sm [overflow-wrap:anywhere]">{order.email}</span>
          </ContactLink>
          <CopyButton text={order.email} what={t('theEmail')} />
        </div>
        <CommandStatus section="customer" />
        {can(order, 'reissue_keys') && <NewLink email={order.email} />}
      </div>
      <div className="border-line border-t pt-3">
        <div className="flex items-start justify-between gap-2">
          <h3 className="pt-1 text-muted text-sm">{address ? t('deliveryAddress') : t('noDelivery')}</h3>
          <CopyButton
            text={[order.name, ...lines, order.phone].join('\n')}
            what={address ? t('nameAddressAndPhone') : t('nameAndPhone')}
          />
        </div>
        <address className="not-italic leading-relaxed">
          {lines.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
        {address?.landmark && (
          <p className="mt-2 rounded-md bg-sunken px-3 py-2 text-sm">
            {t.rich('landmark', {
              landmark: address.landmark,
              muted: (chunks) => <span className="text-muted">{chunks}</span>,
            })}
          </p>
        )}
        {order.shipping_rate_name && (
          <p className="mt-3 text-muted text-sm">{t('rate', { rate: order.shipping_rate_name })}</p>
        )}
      </div>
    </Panel>
  );
}

function ContactLink({ className = '', ...rest }: ComponentProps<'a'>) {
  return (
    <a
      className={`inline-flex min-h-11 min-w-0 items-center gap-2 underline-offset-4 hover:underline sm:min-h-9 ${className}`}
      {...rest}
    />
  );
}
