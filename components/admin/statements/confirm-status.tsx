import Link from 'next/link';
import { Notice } from '@/components/ui/form-status';
import { type Confirmed, confirmedWords } from '@/lib/admin/statements/words';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = {
  confirmed: Confirmed;
  shop: { slug: string; time_zone: string; locale: string };
};

/** How many orders are confirmed, and by its number each that is not, and why. */
export function ConfirmStatus({ confirmed, shop }: Props) {
  const timeOf = (at: string) =>
    new Intl.DateTimeFormat(shop.locale, { timeZone: shop.time_zone, timeStyle: 'short' }).format(
      new Date(at),
    );
  const { tone, title, notes } = confirmedWords(confirmed, timeOf);
  return (
    <Notice outcome={confirmed} tone={tone} title={title}>
      {notes.length > 0 && (
        <ul className="grid gap-1 text-sm">
          {notes.map(({ number, text }) => (
            <li key={`${number} ${text}`}>
              <Link
                href={staffOrderPath(shop.slug, number)}
                className="whitespace-nowrap rounded-sm font-semibold underline underline-offset-4"
              >
                {number}
              </Link>
              : {text}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
