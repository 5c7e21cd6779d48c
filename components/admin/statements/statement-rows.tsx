import clsx from 'clsx';
import { Badge } from '@/components/ui/badge';
import type { Choice } from '@/lib/admin/statements/choice';
import { asWritten } from './line-facts';

type Props = { header: string[]; rows: string[][]; choice: Choice };

/** The first lines of the file as they stand in it; above each column what it is taken for. */
export function StatementRows({ header, rows, choice }: Props) {
  const roles = rolesOf(choice);
  return (
    <section
      aria-label="The first lines of the file"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its box can be reached by keyboard
      tabIndex={0}
      className="min-w-0 overflow-x-auto rounded-md border border-line focus-visible:-outline-offset-2"
    >
      <table className={clsx(asWritten, 'w-full text-left text-sm')}>
        <thead className="bg-sunken">
          <tr>
            {header.map((name) => (
              <th key={name} scope="col" className="px-3 py-2 align-bottom font-medium">
                <span className="grid justify-items-start gap-1 whitespace-nowrap">
                  {roles(name).map((role) => (
                    <Badge key={role} tone="accent">
                      {role}
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
            // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and none moves
            <tr key={index} className="border-line border-t">
              {header.map((name, column) => (
                <td
                  key={name}
                  className={clsx('whitespace-nowrap px-3 py-1.5', roles(name).length === 0 && 'text-muted')}
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

function rolesOf({ date, description, reference, amount, direction, credit, debit }: Choice) {
  const named: [string, string | undefined][] = [
    ['Date', date],
    ['Reference', reference],
    ['Amount', amount],
    ['Direction', direction],
    ['Money in', credit],
    ['Money out', debit],
  ];
  return (name: string): string[] => [
    ...named.flatMap(([role, column]) => (column === name ? [role] : [])),
    ...(description.includes(name) ? ['Description'] : []),
  ];
}
