import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { rejectText } from '@/lib/orders/shopper-reasons';
import type { Proof } from '@/lib/proofs/proof';
import { proofPath } from '@/lib/shops/paths';
import { proofWords } from '@/lib/store/proofs/words';
import { formatTime } from '@/lib/time';

type Props = { order: Order; proofs: Proof[]; locale: string };

/** The submitted proofs with their outcomes, newest first. */
export function ProofList({ order, proofs, locale }: Props) {
  return (
    <ul className="grid gap-4">
      {proofs.toReversed().map((proof) => (
        <li key={proof.proof_id} className="flex gap-4">
          <ProofPicture proof={proof} number={order.number} />
          <ProofFacts proof={proof} order={order} locale={locale} />
        </li>
      ))}
    </ul>
  );
}

function ProofPicture({ proof: { proof_id, file_path }, number }: { proof: Proof; number: string }) {
  const t = useTranslations('store.proofs.list');
  const className =
    'grid h-24 w-[min(4.5rem,25%)] shrink-0 place-items-center overflow-hidden rounded-md border border-line bg-sunken text-muted';
  if (!file_path) {
    return (
      <span className={className}>
        <FileText aria-hidden className="size-6" />
      </span>
    );
  }
  const src = proofPath(number, proof_id);
  return (
    <a href={src} target="_blank" rel="noreferrer" className={className}>
      {/* biome-ignore lint/performance/noImgElement: the picture is private and its signed link expires after a minute */}
      <img
        src={src}
        alt={t('picture')}
        width={72}
        height={96}
        loading="lazy"
        className="size-full object-cover object-top"
      />
    </a>
  );
}

function ProofFacts({ proof, order, locale }: { proof: Proof; order: Order; locale: string }) {
  const orderWords = useTranslations('store.orders');
  const t = useTranslations('store.proofs.list');
  const { status, tone } = proofWords(proof.state, order.state);
  const rejected = rejectText(orderWords, proof.reject_reason, proof.reject_note);
  return (
    <div className="grid min-w-0 content-start gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Money
          minor={proof.amount_minor}
          currency={order.currency}
          locale={locale}
          className="font-semibold text-base tabular-nums"
        />
        <Badge tone={tone}>{t(`status.${status}`)}</Badge>
      </p>
      <p>
        {proof.bank}
        {proof.bank && proof.paid_on && ' · '}
        {proof.paid_on && <Time at={proof.paid_on} timeZone="UTC" locale={locale} show="date" />}
      </p>
      {proof.bank_reference && (
        <p className="break-all text-muted">{t('reference', { reference: proof.bank_reference })}</p>
      )}
      <p className="text-muted">
        {t.rich('sentAt', {
          at: formatTime(proof.submitted_at, order.time_zone, locale),
          time: (chunks) => <time dateTime={proof.submitted_at}>{chunks}</time>,
        })}
      </p>
      {proof.seen && <Seen seen={proof.seen} locale={locale} />}
      {rejected && <p className="mt-1 rounded-md bg-bad-soft px-3 py-2 text-bad">{rejected}</p>}
    </div>
  );
}

/** The money that the shop found on its account, which may differ from the shopper's details. */
function Seen({ seen, locale }: { seen: NonNullable<Proof['seen']>; locale: string }) {
  const t = useTranslations('store.proofs.list');
  const { amount_minor, currency, received_on, reference } = seen;
  const facts = {
    amount: formatMoney(amount_minor, currency, locale),
    day: formatTime(received_on, 'UTC', locale),
    money: (chunks: ReactNode) => (
      <data value={amount_minor} className="font-semibold tabular-nums">
        {chunks}
      </data>
    ),
    time: (chunks: ReactNode) => <time dateTime={received_on}>{chunks}</time>,
  };
  return (
    <p className="mt-1 rounded-md bg-good-soft px-3 py-2">
      {reference
        ? t.rich('seenWithReference', {
            ...facts,
            reference,
            wrap: (chunks) => <span className="wrap-anywhere">{chunks}</span>,
          })
        : t.rich('seen', facts)}
    </p>
  );
}
