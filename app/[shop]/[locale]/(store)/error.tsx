'use client';

import { CloudOff } from 'lucide-react';
import { useMessages } from 'next-intl';
import { ShopError } from '@/components/store/shop-error';

type Props = { error: unknown; retry: () => void };

export default function Failure(props: Props) {
  return <ShopError {...props} icon={CloudOff} words={useMessages().ui.error} />;
}
