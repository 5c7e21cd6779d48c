import clsx from 'clsx';
import { Check, CircleDashed, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { headOf } from '@/lib/orders/shopper-words';

const looks = {
  good: { Icon: Check, className: 'bg-good-soft text-good' },
  warn: { Icon: CircleDashed, className: 'bg-warn-soft text-warn' },
  bad: { Icon: TriangleAlert, className: 'bg-bad-soft text-bad' },
  neutral: { Icon: Info, className: 'bg-sunken text-muted' },
};

type Props = ReturnType<typeof headOf> & { isWaiting: boolean; children: ReactNode };

export function OrderHead({ title, text, tone, isWaiting, children }: Props) {
  const { Icon, className } = looks[isWaiting ? 'neutral' : tone];
  return (
    <header className="grid gap-4 sm:flex sm:items-start sm:gap-6">
      <span className={clsx('grid size-14 shrink-0 place-items-center rounded-full', className)}>
        <Icon aria-hidden className="size-7" />
      </span>
      <div className="grid gap-2">
        <h1 className="font-display text-4xl leading-tight lg:text-5xl">
          {isWaiting ? 'Waiting for your bank' : title}
        </h1>
        <p className="text-lg">
          {isWaiting ? 'Your payment is on its way to us. This page shows it as soon as it is here.' : text}
        </p>
        {children}
      </div>
    </header>
  );
}
