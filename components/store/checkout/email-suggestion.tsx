'use client';

import { Button } from '@/components/ui/button';

type Props = {
  /** what was probably meant (lib/store/checkout/email.ts); null: nothing looks mistyped */
  suggestion: string | null;
  /** whether the field’s own error asks already, so that only the answer stands here */
  isAsked?: boolean;
  onTake: (email: string) => void;
};

export function EmailSuggestion({ suggestion, isAsked = false, onTake }: Props) {
  return (
    <div aria-live="polite">
      {suggestion && (
        <p className="text-sm text-warn">
          {!isAsked && `Did you mean ${suggestion}? `}
          <Button variant="secondary" size="sm" onClick={() => onTake(suggestion)}>
            Use {suggestion}
          </Button>
        </p>
      )}
    </div>
  );
}
