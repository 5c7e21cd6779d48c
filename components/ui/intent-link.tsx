'use client';

import Link from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link whose page is fetched as soon as somebody shows interest: a pointer over it, a finger on it, the keyboard's focus.
 * Pages have many links and data is dear, so what nobody means to open is not fetched.
 */
export function IntentLink(props: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [isWanted, setIsWanted] = useState(false);
  const want = () => setIsWanted(true);
  return <Link prefetch={isWanted} onPointerEnter={want} onTouchStart={want} onFocus={want} {...props} />;
}
