'use client';

import { useTranslations } from 'next-intl';
import { ChoiceChip } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Choice, ChoiceField } from '@/lib/admin/statements/choice';
import { dateFormats } from '@/lib/admin/statements/schema';

type Props = {
  header: string[];
  choice: Choice;
  /** the fields whose choice is missing or invalid */
  problems: ChoiceField[];
  /** how many amounts lack a direction mark while others have one */
  unmarked: number;
  onChoice: () => void;
};

/** Maps the columns and the formats of dates and amounts. Each change updates the preview at once. */
export function ColumnChoice({ header, choice, problems, unmarked, onChoice }: Props) {
  const t = useTranslations('admin.statements');
  const problemOf = (field: ChoiceField) =>
    problems.includes(field) ? t(`columnProblem.${field}`) : undefined;
  const column = (
    name: 'date' | 'reference' | 'amount' | 'direction' | 'credit' | 'debit',
    none: string,
    hint?: string,
  ) => (
    <Field name={name} label={t(`column.${name}`)} hint={hint} error={problemOf(name)}>
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
      {column('date', t('columns.choose'))}
      <Field name="date_format" label={t('columns.dates')} error={problemOf('dateFormat')}>
        {(control) => (
          <Select {...control} defaultValue={choice.dateFormat}>
            {dateFormats.map((format) => (
              <option key={format} value={format}>
                {t(`dateFormat.${format}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {column('reference', t('columns.none'), t('columns.referenceHint'))}
      <Descriptions header={header} chosen={choice.description} problem={problemOf('description')} />
      <fieldset className="col-span-full grid gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">{t('columns.amounts')}</legend>
        <div className="flex flex-wrap gap-2">
          <ChoiceChip name="money" value="amount" defaultChecked={choice.money === 'amount'}>
            {t('columns.oneColumn')}
          </ChoiceChip>
          <ChoiceChip name="money" value="credit" defaultChecked={choice.money === 'credit'}>
            {t('columns.ownColumn')}
          </ChoiceChip>
        </div>
      </fieldset>
      {/* CSS shows one of the two groups */}
      <div className="contents group-has-[[value=credit]:checked]:hidden">
        {column('amount', t('columns.choose'))}
        {column('direction', t('columns.byAmount'), t('columns.directionHint'))}
        {(unmarked > 0 || choice.unmarked) && <Unmarked count={unmarked} chosen={choice.unmarked} />}
      </div>
      <div className="hidden group-has-[[value=credit]:checked]:contents">
        {column('credit', t('columns.choose'))}
        {column('debit', t('columns.none'))}
      </div>
      <Field name="decimal" label={t('columns.decimal')} error={problemOf('decimal')}>
        {(control) => (
          <Select {...control} defaultValue={choice.decimal}>
            <option value=".">{t('columns.decimalPoint')}</option>
            <option value=",">{t('columns.decimalComma')}</option>
          </Select>
        )}
      </Field>
    </div>
  );
}

/** Only the bank knows what a missing direction mark means, so the staff member must choose. */
function Unmarked({ count, chosen }: { count: number; chosen: Choice['unmarked'] }) {
  const t = useTranslations('admin.statements');
  return (
    <Field name="unmarked" label={t('columns.unmarked')} hint={t('columns.unmarkedHint', { count })}>
      {(control) => (
        <Select {...control} defaultValue={chosen ?? ''}>
          <option value="">{t('columns.unmarkedNone')}</option>
          <option value="in">{t('columns.unmarkedIn')}</option>
          <option value="out">{t('columns.unmarkedOut')}</option>
        </Select>
      )}
    </Field>
  );
}

type DescriptionsProps = { header: string[]; chosen: string[]; problem?: string };

/** Payers write order numbers anywhere, so several columns may be searched for them. */
function Descriptions({ header, chosen, problem }: DescriptionsProps) {
  const t = useTranslations('admin.statements');
  return (
    <fieldset
      className="col-span-full grid min-w-0 gap-1.5"
      aria-describedby={problem && 'description-problem'}
    >
      <legend className="mb-1.5 font-medium text-sm">
        {t.rich('columns.description', {
          muted: (chunks) => <span className="font-normal text-muted">{chunks}</span>,
        })}
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
