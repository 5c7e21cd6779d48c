import type { Route } from 'next';
import type { ComponentProps } from 'react';
import { buttonClass, type Look } from './button';
import { IntentLink } from './intent-link';

type Props = Look & Omit<ComponentProps<typeof IntentLink>, 'href'> & { href: Route };

/** A link that looks like a button. */
export function ButtonLink({ variant, size, wide, className, ...rest }: Props) {
  return <IntentLink className={buttonClass({ variant, size, wide }, className)} {...rest} />;
}
