'use client';

import { FormStatus } from '@/components/ui/form-status';
import { doneWords } from '@/lib/orders/shopper-words';
import type { Result } from '@/lib/result';

type Props = { outcome: Result | null; command: keyof typeof doneWords };

/** Tells what became of a form of the order page. */
export function OrderFormStatus({ outcome, command }: Props) {
  return <FormStatus outcome={outcome} successMessage={doneWords[command]} className="my-2" />;
}
