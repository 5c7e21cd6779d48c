'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useRowOutcome } from '@/components/admin/list-actions';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import { type Answer, answers } from '@/lib/admin/statements/words';

type State = {
  /** the confirmation that the last refusal asks for, and the reason for the refusal */
  asked: { answer: Answer; why: string } | null;
  /** earlier confirmations */
  given: Answer[];
  give: (answer: Answer) => void;
};

/** The confirmations of a form about a credit and an order: the one that its last refusal asks for, and those given before. */
export function useAnswers({
  command,
  id,
  order_id,
}: {
  command: string;
  id: string;
  order_id: string;
}): State {
  const outcome = useRowOutcome({ command, id });
  const [given, setGiven] = useState<Answer[]>([]);
  const fields = outcome?.ok === false && outcome.value === order_id ? outcome.fields : undefined;
  const answer = answers.find((name) => fields?.[name]);
  return {
    asked: answer ? { answer, why: fields?.[answer] ?? '' } : null,
    given,
    give: (name) => setGiven((before) => [...before.filter((one) => one !== name), name]),
  };
}

/** Shows why the form was refused and a button that submits it again with the confirmation. The message takes the focus. */
export function Answers({ asked, given, give, number }: State & { number: string }) {
  const t = useTranslations('admin.statements');
  const message = useRef<HTMLDivElement>(null);
  const why = asked?.why;
  useEffect(() => {
    if (why) message.current?.focus();
  }, [why]);
  return (
    <>
      {given.map((name) => (
        <input key={name} type="hidden" name={name} value="on" />
      ))}
      {asked && (
        <>
          <Alert ref={message} tone="bad" title={`${number}: ${asked.why}`}>
            <p>{t('refusal.nothingChanged', { follows: t(`follows.${asked.answer}`) })}</p>
          </Alert>
          <SubmitButton
            variant="secondary"
            name={asked.answer}
            value="on"
            pendingLabel={t('credit.saving')}
            onClick={() => give(asked.answer)}
            className="justify-self-start"
          >
            {t(`answer.${asked.answer}`)}
          </SubmitButton>
        </>
      )}
    </>
  );
}
