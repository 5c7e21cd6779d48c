'use client';

import { useTranslations } from 'next-intl';
import { Views } from '@/components/admin/tabs';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { FormStatus } from '@/components/ui/form-status';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { useServerAction } from '@/components/ui/use-server-action';
import { mapImport } from '@/lib/admin/imports/actions';
import { type Columns, fields } from '@/lib/admin/imports/columns';
import { shopImportPath } from '@/lib/staff/paths';

type Props = {
  shop: string;
  id: string;
  unknown: { sheet: string; sheets: string[]; heads: string[]; samples: string[][]; guess: Columns };
};

/** The fields that staff can map. The others occur only in formats with known columns. */
const mappableFields = fields.filter((field) => field !== 'option4_value' && field !== 'picture_alt');

/** Asks what each column of an unknown file holds, and shows its first rows. */
export function ImportMapping({ shop, id, unknown }: Props) {
  const t = useTranslations('admin.imports');
  const [outcome, submit] = useServerAction(mapImport, null);
  const { sheet, sheets, heads, samples, guess } = unknown;
  const errors = outcome?.ok === false ? (outcome.fields ?? {}) : {};
  const nameOf = (at: number) => heads[at] || t('mapping.unnamed', { number: at + 1 });
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-1">
        <h3 className="font-semibold">{t('mapping.title')}</h3>
        <p className="max-w-prose text-muted text-sm">{t('mapping.text')}</p>
      </div>
      {sheets.length > 1 && (
        <Views
          label={t('mapping.sheet')}
          current={sheet}
          tabs={sheets.map((name) => ({
            key: name,
            label: name,
            href: shopImportPath(shop, id, { sheet: name }),
          }))}
        />
      )}
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
        tabIndex={0}
        aria-label={t('mapping.samples')}
        className="overflow-x-auto rounded-md border border-line"
      >
        <table className="w-full text-left text-sm">
          <thead className="bg-sunken">
            <tr>
              {heads.map((_, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <th key={at} scope="col" className="whitespace-nowrap px-3 py-2 font-medium">
                  {nameOf(at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows do not move
              <tr key={row} className="border-line border-t">
                {cells.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                  <td key={at} className="max-w-60 truncate px-3 py-2">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <FormStatus outcome={outcome?.ok === false ? outcome : null} />
      <form key={sheet} action={submit} aria-label={t('mapping.title')} className="grid gap-5">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="sheet" value={sheet} />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {mappableFields.map((field) => (
            <Field
              key={field}
              name={`column_${field}`}
              label={t(`fields.${field}`)}
              error={errors[`column_${field}`]}
            >
              {(control) => (
                <Select {...control} defaultValue={guess[field] ?? ''}>
                  <option value="">{t('mapping.none')}</option>
                  {heads.map((_, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                    <option key={at} value={at}>
                      {nameOf(at)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          ))}
        </div>
        <SubmitButton className="justify-self-start" pendingLabel={t('mapping.reading')}>
          {t('mapping.submit')}
        </SubmitButton>
      </form>
    </Card>
  );
}
