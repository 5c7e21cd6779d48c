'use client';

import { useEffect } from 'react';
import { forgetCheckout } from '@/lib/store/checkout/stored-checkout';

/** Drops what is kept of a checkout when its time is over; `afterOrder`: also what has become an order, which is here. */
export function ForgetCheckout({ afterOrder = false }: { afterOrder?: boolean }) {
  useEffect(() => forgetCheckout({ afterOrder }), [afterOrder]);
  return null;
}
