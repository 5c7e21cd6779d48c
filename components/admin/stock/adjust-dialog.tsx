'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { RowForm, useRowOutcome } from '@/components/admin/list-actions';
import { RowFormDialog } from '@/components/admin/row-dialog';
import { ChoiceChip } from '@/components/ui/choice';
import { DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { StockRow } from '@/lib/admin/stock/queries';
import { itemName, type StockChange, stockChanges, suggestedReasons } from '@/lib/admin/stock/stock';
import { randomUuid } from '@/lib/random-uuid';

const COMMAND = 'change_stock';

/** `requestKey`: the first idempotency key of the form. */
type Props = { stock: StockRow; requestKey: string };

/** Adds units to a variant's stock, removes some, or sets the count. */
export function AdjustDialog({ stock, requestKey }: Props) {
  const t = useTranslations('admin.stock');
  const item = itemName(stock);
  return (
    <RowFormDialog
      command={COMMAND}
      id={stock.variant_id}
      of={item}
      button={t('adjust')}
      title={t('adjustTitle', { item })}
    >
      <AdjustForm stock={stock} requestKey={requestKey} />
    </RowFormDialog>
  );
}

function AdjustForm({ stock, requestKey }: Props) {
  const t = useTranslations('admin.stock');
  const reasons = useId();
  const { variant_id: id, on_hand, committed } = stock;
  const outcome = useRowOutcome({ command: COMMAND, id });
  const errors = outcome?.ok === false ? outcome.fields : undefined;
  const [change, setChange] = useState<StockChange>('add_stock');
  const [quantity, setQuantity] = useState('');
  // Stays the same when the page is rendered again, so that a retry after a lost response does not change the stock twice.
  const [key, setKey] = useState(requestKey);
  const renewKey = () => setKey(randomUuid());
  const result = resultOf(change, on_hand, quantity);

  // only if it differs: restoring the form after a lost response sends the same events
  function choose(next: StockChange) {
    if (next !== change) renewKey();
    setChange(next);
  }
  function onType({ currentTarget }: FormEvent<HTMLInputElement>) {
    if (currentTarget.value !== quantity) renewKey();
    setQuantity(currentTarget.value);
  }
  return (
    <RowForm command={change} outcomeOf={COMMAND} id={id} onDone={renewKey} className="mt-2 grid gap-4">
      <input type="hidden" name="expected" value={on_hand} />
      <input type="hidden" name="idempotency_key" value={key} />
      <p className="text-muted text-sm">{t('adjustText', { onHand: on_hand, committed })}</p>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium text-sm">{t('change')}</legend>
        <div className="flex flex-wrap gap-2">
          {stockChanges.map((way) => (
            <ChoiceChip
              key={way}
              name="change"
              value={way}
              // not `checked`: after each response, React resets the form to these defaults
              defaultChecked={way === change}
              onChange={() => choose(way)}
            >
              {t(`ways.${way}`)}
            </ChoiceChip>
          ))}
        </div>
      </fieldset>
      <Field
        name={change === 'adjust_stock' ? 'on_hand' : 'quantity'}
        label={t(`quantity.${change}`)}
        error={errors?.on_hand ?? errors?.quantity}
        hint={result !== null && t('result', { count: result })}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            required
            maxLength={7}
            autoComplete="off"
            value={quantity}
            onChange={onType}
            className="max-w-40 tabular-nums"
          />
        )}
      </Field>
      <Field name="reason" label={t('reason')} hint={t('reasonHint')} error={errors?.reason}>
        {(control) => (
          <>
            <Input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              list={reasons}
              defaultValue={outcome?.ok === false ? outcome.value : ''}
            />
            <datalist id={reasons}>
              {suggestedReasons[change].map((reason) => (
                <option key={reason} value={t(`reasons.${reason}`)} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <DialogActions>
        <SubmitButton pendingLabel={t('saving')}>{t('save')}</SubmitButton>
      </DialogActions>
    </RowForm>
  );
}

/** How many units will be on hand; null if the quantity is not a number. The database decides whether the change is allowed. */
function resultOf(change: StockChange, onHand: number, quantity: string): number | null {
  if (!/^\d+$/.test(quantity.trim())) return null;
  const units = Number(quantity);
  if (change === 'adjust_stock') return units;
  return change === 'add_stock' ? onHand + units : Math.max(onHand - units, 0);
}
