'use client';

import { useTranslations } from 'next-intl';
import { FormStatus } from '@/components/ui/form-status';
import type { DoneCommand } from '@/lib/orders/shopper-words';
import type { Result } from '@/lib/result';

type Props = { outcome: Result | null; command: DoneCommand };

/** Shows the outcome of a form on the order page. */
export function OrderFormStatus({ outcome, command }: Props) {
  const t = useTranslations('store.orders');
  return <FormStatus outcome={outcome} successMessage={t(`done.${command}`)} className="my-2" />;
}
