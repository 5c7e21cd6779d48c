'use client';

import type { ComponentProps } from 'react';
import { DialogButton } from '@/components/ui/dialog';
import { useCommands } from './command-context';

type Props = Omit<ComponentProps<typeof DialogButton>, 'outcome'>;

/** A button that opens the form of a command which wants a second thought. */
export function CommandDialog({ variant = 'secondary', ...props }: Props) {
  const { outcome } = useCommands();
  return <DialogButton variant={variant} outcome={outcome} {...props} />;
}
