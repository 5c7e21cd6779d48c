'use client';

import { DialogActions } from '@/components/ui/dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { commands } from '@/lib/admin/orders/commands';
import { CommandDialog } from './command-dialog';
import { CommandForm } from './command-form';

const { label, pending } = commands.reissue_keys;

/** For an order whose link somebody else has got hold of, or whose customer has lost it. */
export function NewLink({ email }: { email: string }) {
  return (
    <CommandDialog button={label} title="Send a new link?" size="sm" className="justify-self-start">
      <CommandForm command="reissue_keys" className="mt-2 grid gap-4">
        <p className="text-muted text-sm [overflow-wrap:anywhere]">
          We email a new link to {email}. All earlier links to this order stop working at once, also in
          browsers in which the order is open. Customers who are signed in still see their order.
        </p>
        <DialogActions>
          <SubmitButton pendingLabel={pending}>{label}</SubmitButton>
        </DialogActions>
      </CommandForm>
    </CommandDialog>
  );
}
