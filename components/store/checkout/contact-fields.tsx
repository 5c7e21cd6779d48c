import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Asked } from '@/lib/store/checkout/contact';
import { suggestEmail } from '@/lib/store/checkout/email';
import { type CheckoutFields, Section, TextField } from './checkout-field';
import { EmailSuggestion } from './email-suggestion';

type Props = {
  fields: CheckoutFields;
  hasDelivery: boolean;
  /** the email and phone that the shop asked to check; submitting them again unchanged confirms them */
  asked: Asked | undefined;
};

/** Without delivery these include the name and the note, which are otherwise among the address fields. */
export function ContactFields({ fields, hasDelivery, asked }: Props) {
  const t = useTranslations('store.checkout.contact');
  const { onBlur } = fields.register('email');
  const [suggestion, suggest] = useState<string | null>(null);

  function accept(email: string) {
    fields.setValue('email', email, { shouldValidate: true });
    fields.save();
    suggest(null);
  }

  return (
    <Section title={t('title')}>
      <input type="hidden" name="asked_email" value={asked?.asked_email ?? ''} />
      <input type="hidden" name="asked_phone" value={asked?.asked_phone ?? ''} />
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <TextField
            fields={fields}
            name="email"
            label={t('email')}
            type="email"
            autoComplete="email"
            inputMode="email"
            hint={t('emailHint')}
            onBlur={(event) => {
              suggest(suggestEmail(event.target.value.trim()));
              void onBlur(event);
            }}
          />
          <EmailSuggestion
            suggestion={suggestion}
            isAsked={Boolean(fields.errorOf('email'))}
            onAccept={accept}
          />
        </div>
        <TextField
          fields={fields}
          name="phone"
          label={t('phone')}
          type="tel"
          autoComplete="tel"
          hint={t(hasDelivery ? 'phoneHint' : 'phoneHintNoDelivery')}
        />
      </div>
      {!hasDelivery && (
        <>
          <TextField fields={fields} name="name" label={t('name')} autoComplete="name" />
          <TextField fields={fields} name="note" label={t('note')} optional />
        </>
      )}
    </Section>
  );
}
