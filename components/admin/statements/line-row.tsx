import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Membership } from '@/lib/admin/staff/queries';
import { type ListedLine, pickOf, tickOf } from '@/lib/admin/statements/lines';
import { explain } from '@/lib/admin/statements/words';
import { staffOrderPath } from '@/lib/staff/paths';
import { AssignDialog } from './assign-dialog';
import { Candidates } from './candidates';
import { LineActions } from './line-actions';
import { LineFacts, lineRow } from './line-facts';
import { LineTick } from './line-tick';

type Props = {
  line: ListedLine;
  shop: Membership['shop'];
  canVerify: boolean;
  /** selected initially */
  isReady: boolean;
  /** another credit on the page names the same order */
  isTwice: boolean;
};

/** One unassigned credit: the bank's data, the order it pays or why none is certain, and the actions. */
export function LineRow({ line, shop, canVerify, isReady, isTwice }: Props) {
  const pick = canVerify ? pickOf(line) : null;
  return (
    <li className={lineRow}>
      <div className="flex min-w-0 gap-4">
        {canVerify && (
          <span className="w-5 shrink-0 max-lg:empty:hidden">
            {pick && (
              <LineTick
                value={tickOf(pick)}
                number={pick.number}
                minor={line.amount_minor}
                isLinked={line.match?.match === 'known'}
                isReady={isReady}
              />
            )}
          </span>
        )}
        <LineFacts line={line} locale={shop.locale} />
      </div>
      <div className="grid min-w-0 content-start gap-2">
        <AssignDialog line={line}>
          <Explanation line={line} shop={shop} isTwice={isTwice} canVerify={canVerify} />
          {hasChoice(line) && <Candidates {...{ line, shop, canVerify }} />}
          {canVerify && <LineActions line={line} locale={shop.locale} />}
        </AssignDialog>
      </div>
    </li>
  );
}

/** A person must choose among several orders, or check a single one that the credit does not name. */
const hasChoice = ({ match }: ListedLine) => match?.match === 'several' || match?.match === 'amount_only';

type ExplanationProps = { line: ListedLine; shop: Membership['shop']; isTwice: boolean; canVerify: boolean };

/** Why the credit matches or not, starting with the order. It contains the row's focus target for the keyboard. */
function Explanation({ line, shop, isTwice, canVerify }: ExplanationProps) {
  const t = useTranslations('admin.statements');
  const explained = explain(line, shop.locale, isTwice);
  if (!explained) return null;
  const { match, values, follows } = explained;
  const { number, name, names_order } = line.match ?? {};
  const text = t.rich(`match.${match}`, {
    ...values,
    order: () =>
      number && (
        <>
          <Link
            href={staffOrderPath(shop.slug, number)}
            data-row
            className="whitespace-nowrap rounded-sm font-semibold text-base underline-offset-4 hover:underline"
          >
            {number}
          </Link>
          {name && <span className="font-medium"> ({name})</span>}
        </>
      ),
  });
  const isOne = number !== undefined && line.match?.match !== 'several' && names_order;
  return (
    <>
      <p className="min-w-0 break-words text-sm">
        {isOne ? (
          text
        ) : (
          <span data-row tabIndex={-1} className="rounded-sm">
            {text}
          </span>
        )}
      </p>
      {canVerify && follows && <p className="text-muted text-sm">{t(`follows.${follows}`)}</p>}
    </>
  );
}
