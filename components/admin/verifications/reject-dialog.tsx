'use client';

import { useTranslations } from 'next-intl';
import { ChoiceCards } from '@/components/ui/choice';
import { DialogActions, DialogButton } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RejectCode } from '@/lib/orders/shopper-reasons';
import { DecisionForm, useDecisionRefusal, useDecisions } from './decision-context';

/** `texts`: what the customer reads, by reason. */
type Props = { proofs: number; texts: { reason: RejectCode; text: string }[] };

/** Rejects the proofs with a reason. `proofs`: how many the staff member has seen. */
export function RejectDialog({ proofs, texts }: Props) {
  const t = useTranslations('admin.verifications.reject');
  const { order, refusal } = useDecisions();
  return (
    <DialogButton
      button={t('button')}
      title={t('title', { number: order.number })}
      width="lg"
      variant="danger"
      wide
      data-key="x"
      aria-keyshortcuts="x"
      outcome={refusal}
    >
      <RejectForm proofs={proofs} texts={texts} />
    </DialogButton>
  );
}

function RejectForm({ proofs, texts }: Props) {
  const t = useTranslations('admin.verifications.reject');
  const tOrders = useTranslations('admin.orders');
  const refusal = useDecisionRefusal('reject');
  return (
    <DecisionForm decision="reject" className="mt-2 grid gap-4">
      <input type="hidden" name="proofs" value={proofs} />
      <p className="text-muted text-sm">{t('text')}</p>
      <ChoiceCards
        name="chosen"
        legend={<legend className="sr-only">{t('reason')}</legend>}
        choices={texts.map(({ reason, text }) => ({
          value: reason,
          title: tOrders(`reasons.reject.${reason}`),
          text: t('quoted', { text }),
        }))}
        chosen={refusal?.values.chosen}
      />
      <Field
        name="words"
        label={t('words')}
        hint={t('wordsHint')}
        optional
        error={refusal?.fields?.words ?? refusal?.fields?.reason}
      >
        {(control) => (
          <Input {...control} maxLength={300} autoComplete="off" defaultValue={refusal?.values.words} />
        )}
      </Field>
      <DialogActions>
        <SubmitButton variant="danger" pendingLabel={t('rejecting')}>
          {t('button')}
        </SubmitButton>
      </DialogActions>
    </DecisionForm>
  );
}
