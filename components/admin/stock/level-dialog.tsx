'use client';

import { useTranslations } from 'next-intl';
import { RowForm, useRowOutcome } from '@/components/admin/list-actions';
import { RowFormDialog } from '@/components/admin/row-dialog';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { StockRow } from '@/lib/admin/stock/queries';
import { itemName } from '@/lib/admin/stock/stock';

const COMMAND = 'set_low_stock_level';

type Props = { stock: StockRow; shopLevel: number };

/** Sets the low-stock level of a variant. */
export function LevelDialog({ stock, shopLevel }: Props) {
  const t = useTranslations('admin.stock');
  const item = itemName(stock);
  return (
    <RowFormDialog
      command={COMMAND}
      id={stock.variant_id}
      of={item}
      button={t('level')}
      title={t('levelTitle', { item })}
    >
      <LevelForm stock={stock} shopLevel={shopLevel} />
    </RowFormDialog>
  );
}

function LevelForm({ stock: { variant_id: id, low_stock_at }, shopLevel }: Props) {
  const t = useTranslations('admin.stock');
  const outcome = useRowOutcome({ command: COMMAND, id });
  return (
    <RowForm command={COMMAND} id={id} className="mt-2 grid gap-4">
      <p className="text-muted text-sm">{t('levelText', { count: shopLevel })}</p>
      <Field
        name="level"
        label={t('levelField')}
        optional
        error={outcome?.ok === false ? outcome.fields?.level : undefined}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            maxLength={7}
            autoComplete="off"
            defaultValue={low_stock_at ?? ''}
            className="max-w-40 tabular-nums"
          />
        )}
      </Field>
      <DialogActions>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </DialogActions>
    </RowForm>
  );
}
