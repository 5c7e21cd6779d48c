'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type Props = {
  /** the address that was probably meant (lib/store/checkout/email.ts); null: no typing error found */
  suggestion: string | null;
  /** the field's own error already asks the question, so only the button is shown */
  isAsked?: boolean;
  onAccept: (email: string) => void;
};

export function EmailSuggestion({ suggestion, isAsked = false, onAccept }: Props) {
  const t = useTranslations('store.checkout.contact');
  return (
    <div aria-live="polite">
      {suggestion && (
        <p className="text-sm text-warn">
          {!isAsked && `${t('emailSuggestion', { email: suggestion })} `}
          <Button variant="secondary" size="sm" onClick={() => onAccept(suggestion)}>
            {t('useSuggestion', { email: suggestion })}
          </Button>
        </p>
      )}
    </div>
  );
}
