import { Mail } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { homePath } from '@/lib/shops/paths';

/** Orders are shown to whoever has the key that we mailed: a number and an address that others may know are not enough. */
export function PrivateLink({ title }: { title: string }) {
  return (
    <EmptyState
      icon={Mail}
      heading="h1"
      title={title}
      action={
        <ButtonLink href={homePath} variant="secondary">
          Back to the shop
        </ButtonLink>
      }
    >
      <p>
        To keep your name and address to yourself, an order opens with its private link only. You find it in
        the email about your order; open it on this device, and the order stays here.
      </p>
      <p>No email? Look into the spam folder, or write to us.</p>
    </EmptyState>
  );
}
