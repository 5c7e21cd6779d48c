import { Landmark } from 'lucide-react';
import Image from 'next/image';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import type { BankAccount } from '@/lib/settings/queries';
import { BankAccountForm } from './bank-account-form';

type Props = { shop: string; accounts: BankAccount[]; mayWrite: boolean };

/** The accounts in the order in which shoppers see them, each with its form folded away, and a form for one more. */
export function BankAccounts({ shop, accounts, mayWrite }: Props) {
  const next = Math.max(0, ...accounts.map(({ position }) => position)) + 1;
  return (
    <>
      {accounts.length === 0 && (
        <p className="flex items-center gap-3 rounded-lg border border-edge border-dashed p-4 text-muted text-sm">
          <Landmark aria-hidden className="size-5 shrink-0" />
          No account yet, so bank transfers have nowhere to go.
        </p>
      )}
      {accounts.map((account) => (
        <Card key={account.id} className="grid gap-3">
          <AccountFacts account={account} />
          {mayWrite && (
            <Fold title="Change" of={`${account.bank} ${account.account_number}`}>
              <BankAccountForm shop={shop} account={account} position={account.position} />
            </Fold>
          )}
        </Card>
      ))}
      {mayWrite && (
        <Card>
          <Fold title="Add an account">
            <BankAccountForm shop={shop} account={null} position={next} />
          </Fold>
        </Card>
      )}
    </>
  );
}

function AccountFacts({ account }: { account: BankAccount }) {
  const { bank, account_name, account_number, instructions, qr_src, qr_label, is_active } = account;
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid min-w-0 gap-0.5">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {bank}
          {!is_active && <Badge>Hidden</Badge>}
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
    <details>
      <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
        {title} …{of && <span className="sr-only"> {of}</span>}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
