import { Landmark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ListKeyboard } from '@/components/admin/list-keyboard';
import { NotYourRole } from '@/components/admin/not-your-role';
import { Pager } from '@/components/admin/pager';
import { Views } from '@/components/admin/tabs';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { RefreshOnReturn } from '@/components/ui/refresh-on-return';
import { canReadMoney, canReadSettings, requireMembership } from '@/lib/admin/staff/queries';
import { keysetOf } from '@/lib/admin/statements/lines';
import { listAccounts, listLines, listOpenMoves } from '@/lib/admin/statements/queries';
import { shopSettingsPath, shopStatementsPath } from '@/lib/staff/paths';
import { DecidedLines } from './decided-lines';
import { EmptyLines } from './empty-lines';
import { LineList } from './line-list';
import { OpenLines } from './open-lines';
import { OpenMoves } from './open-moves';
import { StatementImport } from './statement-import';

type Query = Record<string, string | string[] | undefined>;

/** Bank statements: the import, and the imported credits with the orders that they pay. */
export async function StatementsPage({ shop: slug, query }: { shop: string; query: Query }) {
  const t = await getTranslations('admin.statements.page');
  const membership = await requireMembership(slug);
  if (!canReadMoney(membership)) return <NotYourRole what="statements" role={membership.role} />;
  const { shop, permissions } = membership;
  const decided = query.view === 'done';
  const keyset = keysetOf(query.after);
  const [accounts, { rows, after }, moves] = await Promise.all([
    listAccounts(membership),
    listLines(slug, { decided, keyset }),
    listOpenMoves(membership),
  ]);
  if (accounts.length === 0) return <NoAccount shop={slug} canWrite={canReadSettings(membership)} />;
  const canVerify = permissions.has('payments.verify');
  const hasStatements = accounts.some(({ read_up_to }) => read_up_to !== null);
  const filters = { view: decided ? 'done' : null };
  const Lines = decided ? DecidedLines : OpenLines;
  return (
    <section aria-label={t('title')} className="wrap grid gap-4 pb-16">
      <RefreshOnReturn />
      {hasStatements && (
        <Views
          label={t('credits')}
          current={decided ? 'done' : 'open'}
          tabs={[
            { key: 'open', label: t('open'), href: shopStatementsPath(slug) },
            { key: 'done', label: t('done'), href: shopStatementsPath(slug, { view: 'done' }) },
          ]}
        />
      )}
      {canVerify && <OpenMoves moves={moves} shop={shop} />}
      {canVerify && !decided && (
        <StatementImport currency={shop.currency} locale={shop.locale} accounts={accounts} />
      )}
      <LineList shop={shop}>
        {rows.length === 0 ? (
          <EmptyLines shop={slug} decided={decided} hasStatements={hasStatements} isLater={keyset !== null} />
        ) : (
          <Lines lines={rows} shop={shop} canVerify={canVerify} />
        )}
      </LineList>
      <div className="flex flex-wrap items-center justify-between gap-4">
        {rows.length > 0 && <ListKeyboard ticks={canVerify && !decided} />}
        <Pager
          top={keyset && { href: shopStatementsPath(slug, filters), label: t('backToNewest') }}
          after={after}
          pathTo={(next) => shopStatementsPath(slug, { ...filters, ...next })}
        />
      </div>
    </section>
  );
}

/** Without a bank account there are no statements to import. */
function NoAccount({ shop, canWrite }: { shop: string; canWrite: boolean }) {
  const t = useTranslations('admin.statements.page');
  return (
    <EmptyState
      icon={Landmark}
      title={t('noAccountTitle')}
      action={canWrite && <ButtonLink href={shopSettingsPath(shop)}>{t('addAccount')}</ButtonLink>}
    >
      <p>{t('noAccountText')}</p>
      {!canWrite && <p>{t('askForAccount')}</p>}
    </EmptyState>
  );
}
