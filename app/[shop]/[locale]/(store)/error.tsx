'use client';

import { ShopError } from '@/components/store/shop-error';

export default function StoreError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ShopError error={error} retry={retry} />;
}
