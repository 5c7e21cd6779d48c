'use client';

import clsx from 'clsx';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/components/ui/submit-button';
import { type Consequence, consequenceOf } from '@/lib/admin/verifications/decision';
import { shortLinesOf } from '@/lib/admin/verifications/words';
import { DecisionForm, useDecisionRefusal } from './decision-context';
import { useProofs } from './proofs-context';
import { SeenFields, useSeenValues } from './seen-fields';
import { ShortChoice } from './short-choice';

type Props = {
  order: Parameters<typeof consequenceOf>[1];
  locale: string;
  /** today in the shop's time zone */
  today: string;
  /** the order already holds money: this is another transfer */
  isAnother: boolean;
};

/**
 * What the verifier saw in the bank account. The fields start empty: if the amount owed or the customer's claim were prefilled, one click
 * could confirm it unseen. The consequence of the amount is shown before submitting.
 */
export function ConfirmForm({ order, locale, today, isAnother }: Props) {
  const t = useTranslations('admin.verifications');
  const refusal = useDecisionRefusal('confirm');
  const { chosen } = useProofs();
  const { seen, onEdit } = useSeenValues(order.currency, locale, refusal?.values);
  const consequence = consequenceOf(t, order, seen.amount_minor, locale);
  return (
    <DecisionForm decision="confirm" onEdit={onEdit} className="grid gap-4">
      {isAnother && <input type="hidden" name="another" value="on" />}
      <SeenFields
        currency={order.currency}
        locale={locale}
        today={today}
        owed_minor={order.owed_minor > 0 ? order.owed_minor : null}
        // an accepted proof belongs to an earlier payment
        claim={chosen && chosen.state !== 'accepted' ? chosen : null}
        seen={seen}
        values={refusal?.values}
        errors={refusal?.fields}
        amountKey="c"
      />
      {refusal?.reason === 'sold_out' ? (
        <ShortChoice lines={shortLinesOf(refusal)} />
      ) : (
        <>
          <ConsequenceText from={consequence} />
          <SubmitButton wide pendingLabel={t('confirm.recording')}>
            {consequence?.button ?? t('confirm.confirm')}
          </SubmitButton>
        </>
      )}
    </DecisionForm>
  );
}

/** What submitting will do. Screen readers announce it when typing pauses. */
function ConsequenceText({ from }: { from: Consequence | null }) {
  const Icon = from?.tone === 'good' ? CircleCheck : TriangleAlert;
  return (
    <div role="status">
      {from && (
        <p
          className={clsx(
            'flex gap-2 text-sm',
            from.tone === 'good' ? 'text-good' : 'rounded-md border border-warn/35 bg-warn-soft p-3 text-ink',
          )}
        >
          <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', from.tone === 'warn' && 'text-warn')} />
          {from.text}
        </p>
      )}
    </div>
  );
}
