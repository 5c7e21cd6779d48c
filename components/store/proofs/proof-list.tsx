import { FileText } from 'lucide-react';
import Image from 'next/image';
import { Badge } from '@/components/ui/badge';
import { Money } from '@/components/ui/money';
import { Time } from '@/components/ui/time';
import type { Order } from '@/lib/orders/order';
import { rejectText } from '@/lib/orders/shopper-reasons';
import type { Proof } from '@/lib/proofs/proof';
import { proofPath } from '@/lib/shops/paths';
import { proofWords } from '@/lib/store/proofs/words';

type Props = { order: Order; proofs: Proof[]; locale: string };

/** The proofs that were shown, the latest first, and what became of each. */
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
      <Image
        src={src}
        alt="The proof that you sent (opens a new tab)"
        width={72}
        height={96}
        // behind a link of one minute, which nothing may keep
        unoptimized
        className="size-full object-cover object-top"
      />
    </a>
  );
}

function ProofFacts({ proof, order, locale }: { proof: Proof; order: Order; locale: string }) {
  const { label, tone } = proofWords(proof.state, order.state);
  const rejected = rejectText(proof.reject_reason, proof.reject_note);
  return (
    <div className="grid min-w-0 content-start gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Money
          minor={proof.amount_minor}
          currency={order.currency}
          locale={locale}
          className="font-semibold text-base tabular-nums"
        />
        <Badge tone={tone}>{label}</Badge>
      </p>
      <p>
        {proof.bank}
        {proof.bank && proof.paid_on && ' · '}
        {proof.paid_on && <Time at={proof.paid_on} timeZone="UTC" locale={locale} show="date" />}
      </p>
      {proof.bank_reference && <p className="break-all text-muted">Reference {proof.bank_reference}</p>}
      <p className="text-muted">
        Sent <Time at={proof.submitted_at} timeZone={order.time_zone} locale={locale} />
      </p>
      {proof.seen && <Seen seen={proof.seen} locale={locale} />}
      {rejected && <p className="mt-1 rounded-md bg-bad-soft px-3 py-2 text-bad">{rejected}</p>}
    </div>
  );
}

/** What the shop found on its account, which may be other than what was said. */
function Seen({ seen, locale }: { seen: NonNullable<Proof['seen']>; locale: string }) {
  return (
    <p className="mt-1 rounded-md bg-good-soft px-3 py-2">
      We received{' '}
      <Money
        minor={seen.amount_minor}
        currency={seen.currency}
        locale={locale}
        className="font-semibold tabular-nums"
      />{' '}
      on <Time at={seen.received_on} timeZone="UTC" locale={locale} />
      {seen.reference && (
        <>
          , reference <span className="wrap-anywhere">{seen.reference}</span>
        </>
      )}
      .
    </p>
  );
}
