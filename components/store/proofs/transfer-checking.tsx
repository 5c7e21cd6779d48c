import clsx from 'clsx';
import { Check, Package, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { PromiseCountdown } from '@/components/store/orders/promise-countdown';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { formatMoney } from '@/lib/money';
import type { Order } from '@/lib/orders/order';
import { owedOf } from '@/lib/orders/owed';

type Props = { order: Order; locale: string; children: ReactNode };

/** While the shop looks for the money: what was sent (`children`), what happens next, and by when. */
export function TransferChecking({ order, locale, children }: Props) {
  const { time_zone, promised_until, expires_at } = order;
  const time = (at: string) => <Time at={at} timeZone={time_zone} locale={locale} />;
  const shown = order.transfer?.proofs.filter(({ state }) => state === 'submitted') ?? [];
  const last = shown.at(-1);
  const missing_minor = owedOf(order) - shown.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  return (
    <div className="grid gap-x-12 gap-y-8 pb-6 md:grid-cols-2">
      <section className="grid content-start gap-4">
        <h2 className="font-display text-xl">What happens next</h2>
        <ol className="grid gap-5">
          <Step icon={Check} isDone title="You have shown us your proof">
            {last && time(last.submitted_at)}
          </Step>
          <Step icon={Search} title="Somebody looks for the money on our account">
            {expires_at && <>You hear from us by {time(expires_at)}, usually much sooner.</>}
          </Step>
          <Step icon={Package} title="You get an email, and we pack your order">
            <span className="noscript:hidden">This page updates automatically. </span>You can close it.
          </Step>
        </ol>
        {shown.length > 0 && missing_minor > 0 && (
          <Alert tone="warn">
            By what you entered, {formatMoney(missing_minor, order.currency, locale)} is missing. Send the
            rest, too, and show its proof below.
          </Alert>
        )}
        <PromiseCountdown
          until={promised_until}
          at={promised_until && time(promised_until)}
          lapsed="Your pieces are yours as soon as we have found the money, while there are enough. Should there be too few, we write to you, and nothing is lost."
        />
      </section>
      <section className="grid content-start gap-4">
        <h2 className="font-display text-xl">What you sent us</h2>
        {children}
      </section>
    </div>
  );
}

type StepProps = { icon: typeof Check; title: string; isDone?: boolean; children: ReactNode };

function Step({ icon: Icon, title, isDone = false, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className={clsx(
          'grid size-9 shrink-0 place-items-center rounded-full',
          isDone ? 'bg-good-soft text-good' : 'bg-sunken text-muted',
        )}
      >
        <Icon className="size-4.5" />
      </span>
      <div className="grid gap-0.5">
        <span className="font-medium leading-snug">{title}</span>
        <span className="text-muted text-sm">{children}</span>
      </div>
    </li>
  );
}
