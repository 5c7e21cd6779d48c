'use client';

import { FormStatus } from '@/components/ui/form-status';
import { type Place, placeOf, successMessage } from '@/lib/admin/orders/command-words';
import { useCommands } from './command-context';

/** What became of the last command, in the part of the page that it belongs to. */
export function CommandStatus({ place }: { place: Place }) {
  const { outcome } = useCommands();
  if (!outcome || placeOf(outcome.command) !== place) return null;
  return <FormStatus outcome={outcome} successMessage={successMessage(outcome.messageKey)} />;
}
