'use client';

import { useTranslations } from 'next-intl';
import { refusedCommand } from '@/components/admin/orders/command-context';
import { DialogButton } from '@/components/ui/dialog';
import { useServerAction } from '@/components/ui/use-server-action';
import { type CommandOutcome, commandOrder } from '@/lib/admin/orders/actions';
import { type CollectedOrder, CollectForm } from './collect-form';

type Props = CollectedOrder & {
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
  className?: string;
  /** shows the outcome outside of the dialog, which may be gone from the page once the order is done */
  onOutcome?: (outcome: CommandOutcome) => void;
};

/** Records the cash for a parcel, which also marks it delivered. */
export function CollectDialog({
  variant = 'secondary',
  size = 'md',
  className = '',
  onOutcome,
  ...props
}: Props) {
  const t = useTranslations('admin.cash.collect');
  const tCommands = useTranslations('admin.orderCommands');
  const [outcome, action] = useServerAction(commandOrder, null, {
    refused: refusedCommand,
    onOutcome: (next) => {
      if (next.ok || !next.fields) onOutcome?.(next);
    },
  });
  return (
    <DialogButton
      button={t.rich('button', {
        label: props.isDelivered ? t('recordCash') : tCommands('collect.label'),
        number: props.number,
        hidden: (chunks) => <span className="sr-only">{chunks}</span>,
      })}
      title={t(props.isDelivered ? 'titleDelivered' : 'title', { number: props.number })}
      variant={variant}
      size={size}
      className={className}
      // a refusal keeps the dialog open: if cash was recorded already, the form offers to record a second payment
      outcome={outcome?.ok ? outcome : null}
    >
      <CollectForm {...props} action={action} outcome={outcome} />
    </DialogButton>
  );
}
