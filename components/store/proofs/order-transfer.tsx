import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { RefreshWhileWaiting } from '@/components/ui/refresh-while-waiting';
import { readFlash } from '@/lib/flash';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { refreshPage } from '@/lib/payments/check';
import { plainAmount } from '@/lib/proofs/schema';
import type { Shop } from '@/lib/shops/queries';
import { banksOf } from '@/lib/store/proofs/banks';
import { dayIn } from '@/lib/time';
import { CollapsibleTransfer } from './collapsible-transfer';
import { ProofForm } from './proof-form';
import { ProofList } from './proof-list';
import { TransferChecking } from './transfer-checking';
import { TransferDetails } from './transfer-details';

type Props = { order: Order; shop: Shop };

/** Payment by transfer: the account and the proof form, then the progress of the verification. */
export async function OrderTransfer({ order, shop }: Props) {
  const { transfer, currency } = order;
  const owed_minor = owedOf(order);
  // not paid by transfer, or nothing is owed
  if (!transfer || owed_minor <= 0) return null;
  const t = await getTranslations('store.proofs');
  const { accounts, proofs } = transfer;
  const title = owed_minor < order.total_minor ? t('restTitle') : t('title');
  const details = <TransferDetails order={order} transfer={transfer} owed_minor={owed_minor} shop={shop} />;
  if (!transfer.can_submit) {
    // the order has shipped: the shop looks for the rest of the money without a proof
    return order.rest_until && order.state !== 'pending_payment' && accounts.length > 0 ? (
      <Card className="grid max-w-2xl gap-6">
        <h2 className="font-display text-2xl">{title}</h2>
        {details}
      </Card>
    ) : null;
  }
  const proofList = <ProofList order={order} proofs={proofs} locale={shop.locale} />;
  const flash = await readFlash('proof');
  const isChecking = order.state === 'awaiting_verification';
  const initialValues = {
    amount_minor: plainAmount(owed_minor, currency, shop.locale),
    bank: '',
    bank_reference: '',
    paid_on: dayIn(order.time_zone),
  };
  return (
    <>
      {!isChecking && proofs.length > 0 && (
        <Card className="grid gap-4">
          <h2 className="font-display text-xl">{t('list.sentTitle')}</h2>
          {proofList}
        </Card>
      )}
      {/* keyed, so that the form keeps its state and shows its outcome when the layout around it changes */}
      <Card key="transfer" className={isChecking ? 'grid' : 'grid gap-x-12 gap-y-8 lg:grid-cols-2'}>
        {isChecking ? (
          <TransferChecking key="head" order={order} locale={shop.locale}>
            {proofList}
          </TransferChecking>
        ) : (
          <h2 key="head" className="font-display text-2xl lg:col-span-2">
            {title}
          </h2>
        )}
        {!isChecking && (
          <Step key="details" number={1} title={t('sendMoney')}>
            {details}
          </Step>
        )}
        <Step key="proof" number={isChecking ? null : 2} title={t('uploadProof')}>
          <ProofForm
            order={{ number: order.number, currency }}
            initial={{ ...initialValues, ...flash?.values }}
            banks={banksOf(shop.country)}
            isFolded={isChecking}
            title={t('sendAnother')}
            refusal={flash?.refused ?? null}
          />
        </Step>
        {isChecking && (
          <CollapsibleTransfer key="fold" title={t('whereToSend')}>
            {details}
          </CollapsibleTransfer>
        )}
      </Card>
      <RefreshWhileWaiting refresh={refreshPage} />
      <RefreshOnReturn />
    </>
  );
}

/** `number`: null when the step is done; the heading is then hidden. */
function Step({ number, title, children }: { number: number | null; title: string; children: ReactNode }) {
  return (
    <section
      id={number === 1 ? undefined : 'proof'}
      className={number ? 'grid content-start gap-4' : 'border-line border-t'}
    >
      {number && (
        <h3 className="flex items-center gap-3 font-semibold text-lg">
          <span
            aria-hidden
            className="grid size-8 place-items-center rounded-full bg-accent-soft text-accent-text text-base"
          >
            {number}
          </span>
          {title}
        </h3>
      )}
      {children}
    </section>
  );
}
