import { getTranslations } from 'next-intl/server';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { Views } from '@/components/admin/tabs';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { exceptionKindOf, exceptionViewOf } from '@/lib/admin/money-exceptions/exception';
import { listExceptions } from '@/lib/admin/money-exceptions/queries';
import { keysetOf } from '@/lib/admin/staff/keyset';
import { canReadMoney, requireMembership } from '@/lib/admin/staff/queries';
import { shopMoneyPath } from '@/lib/staff/paths';
import { EmptyExceptions } from './empty-exceptions';
import { ExceptionRow, exceptionColumns } from './exception-row';
import { KindFilter } from './kind-filter';

type Query = Record<string, string | string[] | undefined>;

/** The shop's open exceptions, most urgent first. Each is decided on its order's page. */
export async function ExceptionList({ shop, query }: { shop: string; query: Query }) {
  const membership = await requireMembership(shop);
  if (!canReadMoney(membership)) return <NotYourRole what="money" role={membership.role} />;
  const kind = exceptionKindOf(query.kind);
  const t = await getTranslations('admin.exceptions');
  const filter = { view: exceptionViewOf(query.view), kind, keyset: keysetOf(query) };
  const { view, decides, rows, before, after } = await listExceptions(membership, filter);
  const filters = { view: view === 'open' && decides ? view : null, kind };
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {decides && (
          <Views
            label={t('views')}
            current={view}
            tabs={[
              { key: 'mine', label: t('view.mine'), href: shopMoneyPath(shop, { kind }) },
              { key: 'open', label: t('view.open'), href: shopMoneyPath(shop, { view: 'open', kind }) },
            ]}
          />
        )}
        <KindFilter shop={shop} view={filters.view} kind={kind} />
      </div>
      {rows.length === 0 ? (
        <EmptyExceptions shop={shop} view={view} kind={kind} />
      ) : (
        <ol className={exceptionColumns}>
          {rows.map((exception) => (
            <ExceptionRow key={exception.exception_id} exception={exception} shop={membership.shop} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ListKeyboard />
        <Pager
          before={before}
          after={after}
          pathTo={(cursor) => shopMoneyPath(shop, { ...filters, ...cursor })}
        />
      </div>
    </section>
  );
}
