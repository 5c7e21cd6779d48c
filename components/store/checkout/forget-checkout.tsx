'use client';

import { useEffect } from 'react';
import { forgetCheckout } from '@/lib/store/checkout/stored-checkout';

/** Deletes stored checkout values that have expired; with `afterOrder`, also those of a submitted checkout. */
export function ForgetCheckout({ afterOrder = false }: { afterOrder?: boolean }) {
  useEffect(() => forgetCheckout({ afterOrder }), [afterOrder]);
  return null;
}
