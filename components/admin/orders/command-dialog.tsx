'use client';

import type { ComponentProps } from 'react';
import { DialogButton } from '@/components/ui/dialog';
import { useCommands } from './command-context';

type Props = Omit<ComponentProps<typeof DialogButton>, 'outcome'>;

/** A button that opens a command's form in a dialog, for commands that need confirmation. */
export function CommandDialog({ variant = 'secondary', ...props }: Props) {
  const { outcome } = useCommands();
  return <DialogButton variant={variant} outcome={outcome} {...props} />;
}
