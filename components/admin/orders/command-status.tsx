'use client';

import { useTranslations } from 'next-intl';
import { FormStatus } from '@/components/ui/form-status';
import type { Section } from '@/lib/admin/orders/command';
import { commands, doneMessage } from '@/lib/admin/orders/commands';
import { useCommands } from './command-context';

/** The outcome of the last command, shown in the section that it belongs to. */
export function CommandStatus({ section }: { section: Section }) {
  const t = useTranslations('admin.orderCommands');
  const { outcome } = useCommands();
  if (!outcome) return null;
  const { command } = outcome;
  if ((command ? commands[command].section : 'next_step') !== section) return null;
  return (
    <FormStatus outcome={outcome} successMessage={command && doneMessage(t, command, outcome.outcome)} />
  );
}
