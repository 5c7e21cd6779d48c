import { Landmark } from 'lucide-react';
import Image from 'next/image';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { BankAccount } from '@/lib/admin/settings/account-queries';
import { AccountButton } from './account-button';
import { BankAccountForm } from './bank-account-form';
import { BankAccountsProvider } from './bank-accounts-provider';

type Props = {
  accounts: BankAccount[];
  canWrite: boolean;
  timeZone: string;
  locale: string;
};

/** The bank accounts that shoppers see or will see, by position; a form to add one; and the hidden accounts. */
export function BankAccounts({ accounts, canWrite, timeZone, locale }: Props) {
  const t = useTranslations('admin.settings.accounts');
  const at = (time: string) => <Time at={time} timeZone={timeZone} locale={locale} />;
  const listed = accounts.filter(({ state }) => state === 'shown' || state === 'pending');
  // an edited account has several rows: only the latest of its number is listed
  const hidden = accounts.filter(({ state, takes_statements }) => state === 'hidden' && takes_statements);
  const nextPosition = Math.max(0, ...listed.map(({ position }) => position)) + 1;
  return (
    <BankAccountsProvider>
      {listed.length === 0 && (
        <p className="flex items-center gap-3 rounded-lg border border-edge border-dashed p-4 text-muted text-sm">
          <Landmark aria-hidden className="size-5 shrink-0" />
          {t('empty')}
        </p>
      )}
      {listed.map((account) => (
        <Card key={account.account_id} className="grid gap-3">
          <AccountFacts account={account} />
          {account.state === 'pending' ? (
            <PendingAccount
              account={account}
              replaced={find(accounts, account.replaces_id)}
              at={at}
              canWrite={canWrite}
            />
          ) : (
            <ShownAccount account={account} at={at} canWrite={canWrite} />
          )}
        </Card>
      ))}
      {canWrite && (
        <Card>
          <Collapsible title={t('add')}>
            <BankAccountForm account={null} position={nextPosition} />
          </Collapsible>
        </Card>
      )}
      {hidden.length > 0 && (
        <Card>
          <Collapsible title={t('hidden', { count: hidden.length })}>
            <ul className="grid gap-4 divide-y divide-line">
              {hidden.map((account) => (
                <li key={account.account_id} className="grid gap-2 not-first:pt-4">
                  <AccountFacts account={account} />
                  <p className="text-muted text-sm">
                    {t.rich('hiddenText', { time: () => account.shown_until && at(account.shown_until) })}
                  </p>
                  {canWrite && (
                    <Collapsible title={t.rich('showAgain', { account: nameOf(account), hidden: srOnly })}>
                      <BankAccountForm account={account} position={account.position} />
                    </Collapsible>
                  )}
                </li>
              ))}
            </ul>
          </Collapsible>
        </Card>
      )}
    </BankAccountsProvider>
  );
}

const find = (accounts: BankAccount[], id: string | null) =>
  accounts.find(({ account_id }) => account_id === id);

const nameOf = ({ bank, account_number }: BankAccount) => `${bank} ${account_number}`;

type StateProps = { account: BankAccount; at: (time: string) => ReactNode; canWrite: boolean };

/** Until customers see the account, a second person can approve it and staff who may change accounts can withdraw it. */
function PendingAccount({
  account,
  replaced,
  at,
  canWrite,
}: StateProps & { replaced: BankAccount | undefined }) {
  const t = useTranslations('admin.settings.accounts');
  const { account_id: id, shown_from, requested_by_name, may_approve } = account;
  const strong = (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>;
  const time = () => at(shown_from);
  return (
    <>
      <div className="grid gap-1 text-sm">
        <p>
          {replaced
            ? t.rich('pendingReplaced', { strong, time, account: nameOf(replaced) })
            : t.rich('pending', { strong, time })}
        </p>
        <p className="text-muted">
          {requested_by_name && `${t('requestedBy', { name: requested_by_name })} `}
          {may_approve ? t('checkFirst') : canWrite && t('canBeApproved')}
        </p>
      </div>
      {canWrite && (
        <div className="flex flex-wrap gap-2">
          {may_approve && (
            <AccountButton
              command="approve"
              id={id}
              of={nameOf(account)}
              variant="primary"
              pendingLabel={t('approving')}
            >
              {t('approve')}
            </AccountButton>
          )}
          <AccountButton command="withdraw" id={id} of={nameOf(account)} pendingLabel={t('withdrawing')}>
            {t('withdraw')}
          </AccountButton>
        </div>
      )}
    </>
  );
}

function ShownAccount({ account, at, canWrite }: StateProps) {
  const t = useTranslations('admin.settings.accounts');
  const { account_id: id, shown_until, position } = account;
  const isLeaving = shown_until !== null;
  return (
    <div className="flex flex-wrap items-start gap-x-5">
      {isLeaving && (
        <p className="w-full text-sm">
          {t.rich('leaving', {
            time: () => at(shown_until),
            strong: (chunks) => <strong className="font-semibold">{chunks}</strong>,
          })}
        </p>
      )}
      {canWrite && !isLeaving && (
        <Collapsible title={t.rich('change', { account: nameOf(account), hidden: srOnly })}>
          <BankAccountForm account={account} isReplaced position={position} />
        </Collapsible>
      )}
      {canWrite && <HideAccount id={id} of={nameOf(account)} />}
    </div>
  );
}

function HideAccount({ id, of }: { id: string; of: string }) {
  const t = useTranslations('admin.settings.accounts');
  return (
    <Collapsible title={t.rich('hide', { account: of, hidden: srOnly })}>
      <div className="grid justify-items-start gap-3">
        <p className="text-sm">{t('hideText')}</p>
        <AccountButton command="hide" id={id} of={of} variant="danger" pendingLabel={t('hiding')}>
          {t('hideAccount')}
        </AccountButton>
      </div>
    </Collapsible>
  );
}

const srOnly = (chunks: ReactNode) => <span className="sr-only">{chunks}</span>;

const tones = { shown: 'good', pending: 'warn', hidden: 'neutral', withdrawn: 'neutral' } as const;

function AccountFacts({ account }: { account: BankAccount }) {
  const t = useTranslations('admin.settings.accounts');
  const { bank, account_name, account_number, instructions, qr_src, qr_label, state } = account;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid min-w-0 gap-0.5">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {bank}
          <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
        </h3>
        <p className="tabular-nums">{account_number}</p>
        <p className="text-muted text-sm">{account_name}</p>
        {instructions && <p className="text-sm">{instructions}</p>}
      </div>
      {qr_src && (
        <figure className="grid shrink-0 justify-items-center gap-1">
          <Image
            src={qr_src}
            alt={qr_label ?? t('qrCode')}
            width={88}
            height={88}
            unoptimized
            className="size-22 rounded-md border border-line bg-white object-contain p-1"
          />
          {qr_label && (
            <figcaption aria-hidden className="text-muted text-xs">
              {qr_label}
            </figcaption>
          )}
        </figure>
      )}
    </div>
  );
}

function Collapsible({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className="open:w-full">
      <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
        {title}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
