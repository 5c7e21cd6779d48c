import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { Choice } from '@/lib/admin/statements/choice';
import { asWritten } from './line-facts';

type Props = { header: string[]; rows: string[][]; choice: Choice };

/** The first lines of the file, with each column's meaning above it. */
export function StatementRows({ header, rows, choice }: Props) {
  const t = useTranslations('admin.statements');
  const rolesIn = rolesOf(choice);
  return (
    <section
      aria-label={t('preview.firstLines')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: makes the overflow scrollable by keyboard
      tabIndex={0}
      className="min-w-0 overflow-x-auto rounded-md border border-line focus-visible:-outline-offset-2"
    >
      <table className={clsx(asWritten, 'w-full text-left text-sm')}>
        <thead className="bg-sunken">
          <tr>
            {header.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 align-bottom font-medium">
                <span className="grid justify-items-start gap-1 whitespace-nowrap">
                  {rolesIn(name).map((role) => (
                    <Badge key={role} tone="accent">
                      {t(`column.${role}`)}
                    </Badge>
                  ))}
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows may be equal and never change their order
            <tr key={index} className="border-line border-t">
              {header.map((name, column) => (
                <td
                  key={name}
                  className={clsx(
                    'whitespace-nowrap px-3 py-1.5',
                    rolesIn(name).length === 0 && 'text-muted',
                  )}
                >
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const roles = ['date', 'reference', 'amount', 'direction', 'credit', 'debit'] as const;

const rolesOf = (choice: Choice) => (name: string) => [
  ...roles.filter((role) => choice[role] === name),
  ...(choice.description.includes(name) ? (['description'] as const) : []),
];
