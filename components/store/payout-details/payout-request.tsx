import { Landmark, Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { getOwnPayoutDetails, type OwnPayoutDetails } from '@/lib/payout-details/queries';
import { endOf, payoutAmount } from '@/lib/payout-details/words';
import type { Shop } from '@/lib/shops/queries';
import { readPayoutFlash } from '@/lib/store/payout-details/flash';
import { banksOf } from '@/lib/store/proofs/banks';
import { PayoutForm } from './payout-form';
import { PayoutLink } from './payout-link';

type Props = { order: Order; shop: Shop };

/**
 * Asks for the bank account to which the shop refunds an order by hand, and then shows the last digits of its number. The form stays
 * mounted when it is closed, so that its outcome shows.
 */
export async function PayoutRequest({ order, shop }: Props) {
  const { order_id, number, payout } = order;
  const isOpen = payout !== null && !payout.must_open_mail;
  const [tReasons, own, refusal] = await Promise.all([
    getTranslations('refusals.reasons'),
    isOpen && payout.is_given ? getOwnPayoutDetails({ order_id, number }) : null,
    isOpen ? readPayoutFlash(number) : null,
  ]);
  const isGiven = own?.details != null;
  const mode = !isOpen || own?.changes_left === 0 ? 'closed' : isGiven ? 'folded' : 'open';
  return (
    <Card id="payout" className="grid scroll-mt-4 gap-4 empty:hidden">
      {payout && (
        <Head key="head" icon={payout.must_open_mail ? Mail : Landmark}>
          {payout.must_open_mail ? (
            <EmailNotOpened payout={payout} email={order.email} locale={shop.locale} />
          ) : own?.details ? (
            <StoredDetails
              own={{ ...own, details: own.details }}
              order={order}
              payout={payout}
              locale={shop.locale}
            />
          ) : (
            <DetailsNeeded payout={payout} locale={shop.locale} />
          )}
        </Head>
      )}
      {own?.changes_left === 0 && <p key="limit">{tReasons('payout_changes_used_up')}</p>}
      {payout?.must_open_mail && <PayoutLink key="link" orderId={order_id} number={number} />}
      <PayoutForm
        key="form"
        order={{ order_id, number }}
        mode={mode}
        banks={banksOf(shop.country)}
        refusal={refusal}
      />
    </Card>
  );
}

type Payout = NonNullable<Order['payout']>;

function Head({ icon: Icon, children }: { icon: typeof Mail; children: ReactNode }) {
  return (
    <div className="flex gap-4">
      <Icon aria-hidden className="mt-0.5 size-6 shrink-0 text-accent-text" strokeWidth={1.75} />
      <div className="grid min-w-0 gap-1">{children}</div>
    </div>
  );
}

const Title = ({ children }: { children: ReactNode }) => (
  <h2 className="font-display text-2xl leading-tight">{children}</h2>
);

function DetailsNeeded({ payout, locale }: { payout: Payout; locale: string }) {
  const t = useTranslations('store.payoutDetails');
  return (
    <>
      <Title>{t('wantedTitle', { amount: payoutAmount(payout, locale) })}</Title>
      <p>{t('wantedText')}</p>
    </>
  );
}

/** The shopper has not yet confirmed the email address by opening the link in the email. */
function EmailNotOpened({ payout, email, locale }: { payout: Payout; email: string; locale: string }) {
  const t = useTranslations('store.payoutDetails');
  const amount = payoutAmount(payout, locale);
  return (
    <>
      <Title>{t(payout.is_given ? 'storedTitle' : 'wantedTitle', { amount })}</Title>
      <p>
        {t.rich(payout.is_given ? 'openEmailToChange' : 'openEmailToEnter', {
          address: email,
          email: (chunks) => <strong className="wrap-anywhere font-semibold">{chunks}</strong>,
        })}
      </p>
    </>
  );
}

type StoredDetailsProps = {
  own: OwnPayoutDetails & { details: NonNullable<OwnPayoutDetails['details']> };
  order: Order;
  payout: Payout;
  locale: string;
};

function StoredDetails({ own, order, payout, locale }: StoredDetailsProps) {
  const t = useTranslations('store.payoutDetails');
  const at = own.changed_at ?? own.given_at;
  return (
    <>
      <Title>{t('givenTitle', { amount: payoutAmount(payout, locale) })}</Title>
      <p>
        {t.rich('givenText', {
          end: endOf(own.details.account_number),
          strong: (chunks) => <strong className="font-semibold tabular-nums">{chunks}</strong>,
        })}
      </p>
      <p className="text-muted text-sm">
        {t.rich(own.changed_at ? 'changedAt' : 'givenAt', {
          time: () => <Time at={at} timeZone={order.time_zone} locale={locale} />,
        })}
      </p>
    </>
  );
}
