import { useState } from 'react';
import type { Asked } from '@/lib/store/checkout/contact';
import { suggestEmail } from '@/lib/store/checkout/email';
import { type CheckoutFields, Section, TextField } from './checkout-field';
import { EmailSuggestion } from './email-suggestion';

type Props = {
  fields: CheckoutFields;
  hasDelivery: boolean;
  /** what the shop has asked about already, so that the same sent again is a yes */
  asked: Asked | undefined;
};

/** Without delivery also the name and the note, which stand beside the address otherwise. */
export function ContactFields({ fields, hasDelivery, asked }: Props) {
  const { onBlur } = fields.register('email');
  const [suggestion, suggest] = useState<string | null>(null);

  function take(email: string) {
    fields.setValue('email', email, { shouldValidate: true });
    fields.keep();
    suggest(null);
  }

  return (
    <Section title="Contact">
      <input type="hidden" name="asked_email" value={asked?.asked_email ?? ''} />
      <input type="hidden" name="asked_phone" value={asked?.asked_phone ?? ''} />
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <TextField
            fields={fields}
            name="email"
            label="E-mail"
            type="email"
            autoComplete="email"
            inputMode="email"
            hint="The receipt and your order’s private link go here."
            onBlur={(event) => {
              suggest(suggestEmail(event.target.value.trim()));
              void onBlur(event);
            }}
          />
          <EmailSuggestion suggestion={suggestion} isAsked={Boolean(fields.errorOf('email'))} onTake={take} />
        </div>
        <TextField
          fields={fields}
          name="phone"
          label="Phone"
          type="tel"
          autoComplete="tel"
          hint={hasDelivery ? 'The courier calls this number.' : 'We call it if something is unclear.'}
        />
      </div>
      {!hasDelivery && (
        <>
          <TextField fields={fields} name="name" label="Full name" autoComplete="name" />
          <TextField fields={fields} name="note" label="Note for the shop" optional />
        </>
      )}
    </Section>
  );
}
