'use client';

import { useMessages } from 'next-intl';
import { ShopError } from '@/components/store/shop-error';

type Props = { error: unknown; retry: () => void };

export default function Failure(props: Props) {
  return <ShopError {...props} words={useMessages().ui.error} />;
}
