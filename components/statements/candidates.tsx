import Link from 'next/link';
import { formatMoney } from '@/lib/money';
import { staffOrderPath } from '@/lib/staff/paths';
import type { Membership } from '@/lib/staff/queries';
import type { ListedLine } from '@/lib/statements/lines';
import { dayText } from './day';
import { LineOrderButton } from './line-order-form';

type Props = {
  line: ListedLine;
  shop: Membership['shop'];
  mayVerify: boolean;
  /** of customers, by the numbers of their orders */
  names: Map<string, string>;
};

/** The orders of which a credit may pay one. */
export function Candidates({ line, shop, mayVerify, names }: Props) {
  const { line_id, match, amount_minor, currency, booked_on } = line;
  const of = `${formatMoney(amount_minor, currency, shop.locale)} of ${dayText(booked_on, shop.locale)}`;
  return (
    <ul className="grid gap-2">
      {match?.candidates.map(({ number }) => (
        <li key={number} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={staffOrderPath(shop.slug, number)}
            className="rounded-sm font-semibold text-sm underline-offset-4 hover:underline"
          >
            {number}
          </Link>
          {names.has(number) && <span className="text-sm">{names.get(number)}</span>}
          {mayVerify && (
            <LineOrderButton id={line_id} number={number} of={of}>
              Confirm
            </LineOrderButton>
          )}
        </li>
      ))}
    </ul>
  );
}
