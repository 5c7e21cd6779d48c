'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

type Props = {
  /** what was probably meant (lib/store/checkout/email.ts); null: nothing looks mistyped */
  suggestion: string | null;
  /** whether the field’s own error asks already, so that only the answer stands here */
  isAsked?: boolean;
  onTake: (email: string) => void;
};

export function EmailSuggestion({ suggestion, isAsked = false, onTake }: Props) {
  const t = useTranslations('store.checkout.contact');
  return (
    <div aria-live="polite">
      {suggestion && (
        <p className="text-sm text-warn">
          {!isAsked && `${t('emailSuggestion', { email: suggestion })} `}
          <Button variant="secondary" size="sm" onClick={() => onTake(suggestion)}>
            {t('useSuggestion', { email: suggestion })}
          </Button>
        </p>
      )}
    </div>
  );
}
