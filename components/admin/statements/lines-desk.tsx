'use client';

import { createContext, type ReactNode, use, useActionState, useId, useState } from 'react';
import { Desk } from '@/components/admin/desk';
import { commandLine, confirmLines } from '@/lib/admin/statements/line-actions';
import { type Confirmed, lineDone } from '@/lib/admin/statements/words';
import { ConfirmStatus } from './confirm-status';

type Shop = { slug: string; currency: string; time_zone: string; locale: string };

type LinesDeskState = {
  shop: Shop;
  /**
   * The id of the form below the credits, to which their ticks belong although they do not lie in it: a row has forms of its
   * own. Next keeps the page that was left, hidden, so each has another.
   */
  formId: string;
  confirm: (form: FormData) => void;
};

const LinesContext = createContext<LinesDeskState | null>(null);

/** The credits that can be worked on: many at once by their ticks, or one in its row. Only the latest of it is told. */
export function LinesDesk({ shop, children }: { shop: Shop; children: ReactNode }) {
  const formId = useId();
  const [round, setRound] = useState(0);
  const [confirmed, confirm] = useActionState(async (last: Confirmed | null, form: FormData) => {
    const next = await confirmLines(last, form);
    setRound((before) => before + 1);
    return next;
  }, null);
  const [dismissed, setDismissed] = useState<Confirmed | null>(null);

  return (
    <LinesContext value={{ shop, formId, confirm }}>
      {confirmed && confirmed !== dismissed && <ConfirmStatus confirmed={confirmed} shop={shop} />}
      <Desk
        // what was told of a row before is not told again beside it
        key={round}
        action={(last, form) => {
          setDismissed(confirmed);
          return commandLine(last, form);
        }}
        done={lineDone}
      >
        {children}
      </Desk>
    </LinesContext>
  );
}

export function useLinesDesk(): LinesDeskState {
  const desk = use(LinesContext);
  if (!desk) throw new Error('a part of the credits stands outside of its LinesDesk');
  return desk;
}
