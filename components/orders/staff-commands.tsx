'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/submit-button';
import { commandOrder } from '@/lib/orders/staff-actions';
import { commandWords } from '@/lib/orders/staff-words';
import { type CommandedOrder, CommandForm, type CommandProps } from './staff-command-form';
import { CommandSaid } from './staff-command-said';
import { ReasonDialog } from './staff-reason-dialog';
import { ShipForm } from './staff-ship-form';

/** What one usually does next comes first, and is the button that stands out. */
const usual = ['release', 'process', 'mark_ready', 'ship', 'deliver', 'complete'];

type Props = { order: CommandedOrder; commands: string[]; carriers: string[] };

/** The buttons of an order: those of `commands`, which this person may give now. */
export function OrderCommands({ order, commands, carriers }: Props) {
  const [outcome, action] = useActionState(commandOrder, null);
  const [next, ...others] = usual.filter((command) => commands.includes(command));
  const common = { order, action, outcome };
  return (
    <div className="grid gap-4 empty:hidden">
      <CommandSaid outcome={outcome} />
      {next === 'ship' && <ShipForm {...common} carriers={carriers} />}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {next && next !== 'ship' && (
          // a hold is a stop sign: nothing should invite to drive past it
          <CommandButton {...common} command={next} variant={next === 'release' ? 'secondary' : 'primary'} />
        )}
        {[...others, 'archive']
          .filter((command) => commands.includes(command) && command !== 'ship')
          .map((command) => (
            <CommandButton key={command} {...common} command={command} variant="secondary" />
          ))}
        {commands.includes('hold') && <ReasonDialog {...common} command="hold" />}
        {commands.includes('cancel') && <ReasonDialog {...common} command="cancel" />}
      </div>
      {others.includes('ship') && (
        <details className="border-line border-t pt-2">
          <summary className="inline-flex min-h-11 list-none items-center font-medium text-accent-text text-sm underline-offset-4 hover:underline sm:min-h-9">
            Ship it right away …
          </summary>
          <ShipForm {...common} carriers={carriers} className="pt-2" />
        </details>
      )}
    </div>
  );
}

function CommandButton({
  order,
  action,
  command,
  variant,
}: CommandProps & { command: string; variant: 'primary' | 'secondary' }) {
  const words = commandWords[command];
  return (
    <CommandForm order={order} action={action} command={command} className="max-sm:w-full">
      <SubmitButton variant={variant} className="max-sm:w-full" pendingLabel={words?.pending}>
        {words?.button}
      </SubmitButton>
    </CommandForm>
  );
}
