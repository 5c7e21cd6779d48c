'use client';

import { useTranslations } from 'next-intl';
import { RowForm } from '@/components/admin/list-actions';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Answer } from '@/lib/admin/statements/words';

type Props = {
  id: string;
  order: { order_id: string; number: string };
  /** names the credit for screen readers, which announce only the button */
  of: string;
  /** confirms it although the order is already paid, or although stock is missing */
  flag?: Answer;
};

/** Confirms the order that a credit names with one click. */
export function OrderButton({ id, order, of, flag }: Props) {
  const t = useTranslations('admin.statements');
  return (
    <RowForm command="assign" id={id}>
      <OrderFields order={order} />
      {flag && <input type="hidden" name={flag} value="on" />}
      <SubmitButton variant="secondary" size="sm" pendingLabel={t('credit.saving')}>
        {t.rich(`record.${flag ?? 'confirm'}`, {
          number: order.number,
          credit: of,
          hidden: (chunks) => <span className="sr-only">{chunks}</span>,
        })}
      </SubmitButton>
    </RowForm>
  );
}

/** Hidden fields that name the order of a credit's form. */
export function OrderFields({ order }: { order: { order_id: string; number: string } }) {
  return (
    <>
      <input type="hidden" name="order_id" value={order.order_id} />
      <input type="hidden" name="number" value={order.number} />
    </>
  );
}
