'use client';

import { ChoiceChip } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Choice } from '@/lib/admin/statements/choice';
import { linesWords } from '@/lib/admin/statements/words';

type Props = {
  header: string[];
  choice: Choice;
  /** what it lacks, by field */
  problems: Record<string, string>;
  /** how many amounts do not say which way they went, although others do */
  unmarked: number;
  onChoice: () => void;
};

/** Which column holds what, and how the bank writes days and amounts. Each choice is read at once. */
export function ColumnChoice({ header, choice, problems, unmarked, onChoice }: Props) {
  const column = (
    name: 'date' | 'reference' | 'amount' | 'direction' | 'credit' | 'debit',
    label: string,
    none: string,
    hint?: string,
  ) => (
    <Field name={name} label={label} hint={hint} error={problems[name]}>
      {(control) => (
        <Select {...control} defaultValue={choice[name] ?? ''}>
          <option value="">{none}</option>
          {header.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      )}
    </Field>
  );
  return (
    <div onChange={onChoice} className="group grid items-start gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      {column('date', 'Date', 'Choose …')}
      <Field name="date_format" label="Dates are written" error={problems.dateFormat}>
        {(control) => (
          <Select {...control} defaultValue={choice.dateFormat}>
            <option value="DMY">day, month, year: 31/01/2026</option>
            <option value="MDY">month, day, year: 01/31/2026</option>
            <option value="YMD">year, month, day: 2026-01-31</option>
          </Select>
        )}
      </Field>
      {column('reference', 'Reference', 'None', 'The bank’s own number of the transfer.')}
      <Descriptions header={header} chosen={choice.description} problem={problems.description} />
      <fieldset className="col-span-full grid gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">Amounts</legend>
        <div className="flex flex-wrap gap-2">
          <ChoiceChip name="money" value="amount" defaultChecked={choice.money === 'amount'}>
            In and out in one column
          </ChoiceChip>
          <ChoiceChip name="money" value="credit" defaultChecked={choice.money === 'credit'}>
            Money in has its own column
          </ChoiceChip>
        </div>
      </fieldset>
      {/* which of the two is shown, the browser finds out by itself */}
      <div className="contents group-has-[[value=credit]:checked]:hidden">
        {column('amount', 'Amount', 'Choose …')}
        {column('direction', 'In or out', 'The amount says it', 'A column with CR and DR, or the like.')}
        {(unmarked > 0 || choice.unmarked) && <Unmarked count={unmarked} chosen={choice.unmarked} />}
      </div>
      <div className="hidden group-has-[[value=credit]:checked]:contents">
        {column('credit', 'Money in', 'Choose …')}
        {column('debit', 'Money out', 'None')}
      </div>
      <Field name="decimal" label="Amounts are written" error={problems.decimal}>
        {(control) => (
          <Select {...control} defaultValue={choice.decimal}>
            <option value=".">with a decimal point: 1,250.50</option>
            <option value=",">with a decimal comma: 1.250,50</option>
          </Select>
        )}
      </Field>
    </div>
  );
}

/** Nobody but the bank knows what no mark means where other amounts have one, so it is not guessed. */
function Unmarked({ count, chosen }: { count: number; chosen: Choice['unmarked'] }) {
  return (
    <Field
      name="unmarked"
      label="Amounts without a mark"
      hint={
        count > 0
          ? `${linesWords(count)} ${count === 1 ? 'does' : 'do'} not say whether the money came in or went out; other lines do. Look it up at your bank.`
          : 'Other lines say whether the money came in or went out.'
      }
    >
      {(control) => (
        <Select {...control} defaultValue={chosen ?? ''}>
          <option value="">Leave them out</option>
          <option value="in">The money came in</option>
          <option value="out">The money went out</option>
        </Select>
      )}
    </Field>
  );
}

type DescriptionsProps = { header: string[]; chosen: string[]; problem?: string };

/** Payers write order numbers anywhere, so that several columns may be read for them. */
function Descriptions({ header, chosen, problem }: DescriptionsProps) {
  return (
    <fieldset
      className="col-span-full grid min-w-0 gap-1.5"
      aria-describedby={problem && 'description-problem'}
    >
      <legend className="mb-1.5 font-medium text-sm">
        Description{' '}
        <span className="font-normal text-muted">(every column in which an order number may stand)</span>
      </legend>
      <div className="flex max-h-48 flex-wrap gap-2 overflow-y-auto p-0.5">
        {header.map((name) => (
          <label
            key={name}
            className="inline-flex min-h-11 cursor-pointer items-center gap-2.5 rounded-md border border-edge bg-raised px-3 text-sm hover:border-ink has-checked:border-accent-text has-checked:bg-accent-soft sm:min-h-9"
          >
            <input
              type="checkbox"
              name="description"
              value={name}
              defaultChecked={chosen.includes(name)}
              className="size-4 accent-accent-text"
            />
            {name}
          </label>
        ))}
      </div>
      {problem && (
        <p id="description-problem" className="text-bad text-sm">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
