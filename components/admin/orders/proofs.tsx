import { ScanSearch } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Evidence } from '@/components/admin/verifications/evidence';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import { proofWord } from '@/lib/admin/orders/money-words';
import { proofPicturePath } from '@/lib/admin/verifications/paths';
import { translatorFor } from '@/lib/messages/messages';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';
import { rejectText } from '@/lib/orders/shopper-reasons';
import { defaultLocale } from '@/lib/shops/locales';
import { shopVerificationsPath } from '@/lib/staff/paths';
import { dayIn } from '@/lib/time';
import { CommandStatus } from './command-status';
import { Panel } from './panel';
import { ProofDialog } from './proof-dialog';
import { ReasonDialog } from './reason-dialog';

type Proof = NonNullable<Order['proofs']>[number];
type Props = { order: Order; locale: string };

/** The customer's proofs of a transfer and the verifiers' decisions. */
export function OrderProofs({ order, locale }: Props) {
  const t = useTranslations('admin.orders.proofs');
  const { verification } = order;
  if (!order.proofs || !verification) return null;
  const last = order.proofs.at(-1);
  const { standing, blocked_by, is_another } = verification;
  const isWaiting = standing === 'to_verify' || standing === 'with_finance';
  return (
    <Panel
      title={t('title')}
      aside={
        <Link
          href={shopVerificationsPath(order.shop, { order: order.number })}
          className="inline-flex min-h-9 items-center gap-1.5 font-medium text-accent-text text-sm underline-offset-4 hover:underline"
        >
          <ScanSearch aria-hidden className="size-4" />
          {t('openReview')}
        </Link>
      }
    >
      <CommandStatus section="proofs" />
      {order.proofs.length === 0 && <p className="text-muted text-sm">{t('none')}</p>}
      <ul className="grid gap-4 empty:hidden">
        {order.proofs.toReversed().map((proof) => (
          <li key={proof.proof_id} className="flex gap-4 border-line not-first:border-t not-first:pt-4">
            {proof.file_path && <ProofPicture file={proof.file_path} order={order} />}
            <div className="grid min-w-0 grow content-start gap-1">
              <ProofFacts proof={proof} order={order} locale={locale} />
            </div>
          </li>
        ))}
      </ul>
      {isWaiting && blocked_by === null && (
        <div className="flex flex-wrap gap-2">
          <ProofDialog
            total_minor={order.total_minor}
            owed_minor={owedOf(order) > 0 ? owedOf(order) : null}
            claim={last && last.state !== 'accepted' ? last : null}
            locale={locale}
            today={dayIn(order.time_zone)}
            isMore={is_another}
          />
          {standing === 'to_verify' && <ReasonDialog command="reject_proof" size="sm" />}
        </div>
      )}
    </Panel>
  );
}

/** A thumbnail that links to the review page. */
function ProofPicture({ file, order }: { file: string; order: Order }) {
  const t = useTranslations('admin.orders.proofs');
  return (
    <Link href={shopVerificationsPath(order.shop, { order: order.number })} className="shrink-0 rounded-md">
      {/* biome-ignore lint/performance/noImgElement: the picture is private and its signed link expires after a minute */}
      <img
        src={proofPicturePath(order.shop, file)}
        alt={t('picture', { number: order.number })}
        loading="lazy"
        className="h-24 w-16 rounded-md border border-line bg-sunken object-cover object-top hover:border-ink"
      />
    </Link>
  );
}

function ProofFacts({ proof, order, locale }: { proof: Proof; order: Order; locale: string }) {
  const t = useTranslations('admin.orders.proofs');
  const tStore = translatorFor(defaultLocale, 'store.orders');
  const tOrders = useTranslations('admin.orders');
  const words = proofWord(tOrders, proof.state);
  const differs = proof.state === 'submitted' && proof.amount_minor !== owedOf(order);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={words.tone}>{words.label}</Badge>
        {differs && <Badge tone="warn">{t('amountDiffers')}</Badge>}
        <span className="text-muted text-sm sm:ml-auto">
          {t.rich('uploadedAt', {
            time: () => <Time at={proof.submitted_at} timeZone={order.time_zone} locale={locale} />,
          })}
        </span>
      </div>
      <Evidence
        proof={proof}
        order={order}
        locale={locale}
        rejected={rejectText(tStore, proof.reject_reason, proof.reject_note)}
      />
    </>
  );
}
