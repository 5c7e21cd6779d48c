'use client';

import { useTranslations } from 'next-intl';
import { FormStatus } from '@/components/ui/form-status';
import type { Place } from '@/lib/admin/orders/command';
import { commands, doneMessage } from '@/lib/admin/orders/commands';
import { useCommands } from './command-context';

/** What became of the last command, in the part of the page that it belongs to. */
export function CommandStatus({ place }: { place: Place }) {
  const t = useTranslations('admin.orderCommands');
  const { outcome } = useCommands();
  if (!outcome) return null;
  const { command } = outcome;
  if ((command ? commands[command].place : 'next_step') !== place) return null;
  return (
    <FormStatus outcome={outcome} successMessage={command && doneMessage(t, command, outcome.outcome)} />
  );
}
