import { Landmark } from 'lucide-react';
import Image from 'next/image';
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

/**
 * The accounts in the order in which shoppers see them, each followed by the one that will replace it; a form for one more, and
 * those that were shown before.
 */
export function BankAccounts({ accounts, canWrite, timeZone, locale }: Props) {
  const at = (time: string) => <Time at={time} timeZone={timeZone} locale={locale} />;
  const listed = accounts.filter(({ state }) => state === 'shown' || state === 'pending');
  // of an account that was edited only the latest
  const hidden = accounts.filter(({ state, takes_statements }) => state === 'hidden' && takes_statements);
  const next = Math.max(0, ...listed.map(({ position }) => position)) + 1;
  return (
    <BankAccountsProvider>
      {listed.length === 0 && (
        <p className="flex items-center gap-3 rounded-lg border border-edge border-dashed p-4 text-muted text-sm">
          <Landmark aria-hidden className="size-5 shrink-0" />
          No account yet, so bank transfers have nowhere to go.
        </p>
      )}
      {listed.map((account) => (
        <Card key={account.account_id} className="grid gap-3">
          <AccountFacts account={account} />
          {account.state === 'pending' ? (
            <Pending
              account={account}
              replaced={find(accounts, account.replaces_id)}
              at={at}
              canWrite={canWrite}
            />
          ) : (
            <Shown account={account} at={at} canWrite={canWrite} />
          )}
        </Card>
      ))}
      {canWrite && (
        <Card>
          <Fold title="Add an account">
            <BankAccountForm account={null} position={next} />
          </Fold>
        </Card>
      )}
      {hidden.length > 0 && (
        <Card>
          <Fold title={`No longer shown (${hidden.length})`}>
            <ul className="grid gap-4 divide-y divide-line">
              {hidden.map((account) => (
                <li key={account.account_id} className="grid gap-2 not-first:pt-4">
                  <AccountFacts account={account} />
                  <p className="text-muted text-sm">
                    Shown until {account.shown_until && at(account.shown_until)}. You can still import its
                    statements.
                  </p>
                  {canWrite && (
                    <Fold title="Show again" of={nameOf(account)}>
                      <BankAccountForm account={account} position={account.position} />
                    </Fold>
                  )}
                </li>
              ))}
            </ul>
          </Fold>
        </Card>
      )}
    </BankAccountsProvider>
  );
}

const find = (accounts: BankAccount[], id: string | null) =>
  accounts.find(({ account_id }) => account_id === id);

const nameOf = ({ bank, account_number }: BankAccount) => `${bank} ${account_number}`;

type StateProps = { account: BankAccount; at: (time: string) => ReactNode; canWrite: boolean };

/** Until customers see it, a second person can approve it, and whoever may change accounts can withdraw it. */
function Pending({ account, replaced, at, canWrite }: StateProps & { replaced: BankAccount | undefined }) {
  const { account_id: id, shown_from, requested_by_name, may_approve } = account;
  return (
    <>
      <div className="grid gap-1 text-sm">
        <p>
          <strong className="font-semibold">Shown to customers from {at(shown_from)}</strong>
          {replaced && `, instead of ${nameOf(replaced)}`}.
        </p>
        <p className="text-muted">
          {requested_by_name ? `Requested by ${requested_by_name}. ` : ''}
          {may_approve
            ? 'Check the details with whoever requested it before you approve it.'
            : canWrite && 'Another owner or admin can approve it sooner.'}
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
              pendingLabel="Approving …"
            >
              Approve now
            </AccountButton>
          )}
          <AccountButton command="withdraw" id={id} of={nameOf(account)} pendingLabel="Withdrawing …">
            Withdraw
          </AccountButton>
        </div>
      )}
    </>
  );
}

function Shown({ account, at, canWrite }: StateProps) {
  const { account_id: id, shown_until, position } = account;
  const isLeaving = shown_until !== null;
  return (
    <div className="flex flex-wrap items-start gap-x-5">
      {isLeaving && (
        <p className="w-full text-sm">
          <strong className="font-semibold">Shown to customers until {at(shown_until)}</strong>, then
          replaced.
        </p>
      )}
      {canWrite && !isLeaving && (
        <Fold title="Change" of={nameOf(account)}>
          <BankAccountForm account={account} isReplaced position={position} />
        </Fold>
      )}
      {canWrite && <Hide id={id} of={nameOf(account)} />}
    </div>
  );
}

function Hide({ id, of }: { id: string; of: string }) {
  return (
    <Fold title="Hide" of={of}>
      <div className="grid justify-items-start gap-3">
        <p className="text-sm">
          Customers stop seeing this account at once. Showing it again takes 24 hours, or a second owner or
          admin who approves it.
        </p>
        <AccountButton command="hide" id={id} of={of} variant="danger" pendingLabel="Hiding …">
          Hide account
        </AccountButton>
      </div>
    </Fold>
  );
}

const stateBadges = {
  shown: { tone: 'good', label: 'Shown' },
  pending: { tone: 'warn', label: 'Waiting' },
  hidden: { tone: 'neutral', label: 'Hidden' },
  withdrawn: { tone: 'neutral', label: 'Withdrawn' },
} as const;

function AccountFacts({ account }: { account: BankAccount }) {
  const { bank, account_name, account_number, instructions, qr_src, qr_label, state } = account;
  const { tone, label } = stateBadges[state];
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid min-w-0 gap-0.5">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {bank}
          <Badge tone={tone}>{label}</Badge>
        </h3>
        <p className="tabular-nums">{account_number}</p>
        <p className="text-muted text-sm">{account_name}</p>
        {instructions && <p className="text-sm">{instructions}</p>}
      </div>
      {qr_src && (
        <figure className="grid shrink-0 justify-items-center gap-1">
          <Image
            src={qr_src}
            alt={qr_label ?? 'Code to pay by'}
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

function Fold({ title, of, children }: { title: string; of?: string; children: ReactNode }) {
  return (
    <details className="open:w-full">
      <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
        {title} …{of && <span className="sr-only"> {of}</span>}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
