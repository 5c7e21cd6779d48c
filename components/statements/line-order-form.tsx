'use client';

import { RowForm, useRowOutcome } from '@/components/admin/desk';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useLinesDesk } from './lines-desk';

/** Says which order a credit pays, by its number. `of`: which credit, for those who hear only the button. */
export function LineOrderForm({ id, of }: { id: string; of: string }) {
  const { shop } = useLinesDesk();
  const outcome = useRowOutcome({ command: 'assign', id });
  const refusal = outcome?.ok === false ? outcome : null;
  return (
    <RowForm command="assign" id={id} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="shop" value={shop.slug} />
      <Field name="number" label="It pays order" error={refusal?.fields?.number}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={12}
            placeholder="7K3M-Q2XD"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            defaultValue={refusal?.typed}
            className="max-w-40 sm:min-h-9! sm:py-1!"
          />
        )}
      </Field>
      <SubmitButton variant="secondary" size="sm" pendingLabel="Confirming …">
        Confirm<span className="sr-only"> it with {of}</span>
      </SubmitButton>
    </RowForm>
  );
}

type OrderButtonProps = {
  id: string;
  number: string;
  of: string;
  /** beside money that has paid it, or although goods of it are gone */
  flag?: 'another' | 'even_if_short';
  children: string;
};

/** Says with one press which order a credit pays, where that is known or one of a few. */
export function LineOrderButton({ id, number, of, flag, children }: OrderButtonProps) {
  const { shop } = useLinesDesk();
  return (
    <RowForm command="assign" id={id}>
      <input type="hidden" name="shop" value={shop.slug} />
      <input type="hidden" name="number" value={number} />
      {flag && <input type="hidden" name={flag} value="on" />}
      <SubmitButton variant="secondary" size="sm" pendingLabel="Writing it down …">
        {children}
        <span className="sr-only">
          , {number} with {of}
        </span>
      </SubmitButton>
    </RowForm>
  );
}
