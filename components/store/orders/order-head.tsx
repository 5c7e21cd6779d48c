import clsx from 'clsx';
import { Check, CircleDashed, Info, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Head } from '@/lib/orders/payment-words';

const looks = {
  good: { Icon: Check, className: 'bg-good-soft text-good' },
  warn: { Icon: CircleDashed, className: 'bg-warn-soft text-warn' },
  bad: { Icon: TriangleAlert, className: 'bg-bad-soft text-bad' },
  neutral: { Icon: Info, className: 'bg-sunken text-muted' },
};

type Props = Head & { isWaiting: boolean; children: ReactNode };

export function OrderHead({ title, text, tone, isWaiting, children }: Props) {
  const t = useTranslations('store.orders');
  const { Icon, className } = looks[isWaiting ? 'neutral' : tone];
  return (
    <header className="grid gap-4 sm:flex sm:items-start sm:gap-6">
      <span className={clsx('grid size-14 shrink-0 place-items-center rounded-full', className)}>
        <Icon aria-hidden className="size-7" />
      </span>
      <div className="grid gap-2">
        <h1 className="font-display text-4xl leading-tight lg:text-5xl">
          {isWaiting ? t('head.bankTitle') : title}
        </h1>
        <p className="text-lg">{isWaiting ? t('head.bankText') : text}</p>
        {children}
      </div>
    </header>
  );
}
