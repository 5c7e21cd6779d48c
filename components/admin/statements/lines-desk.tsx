'use client';

import {
  createContext,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Desk } from '@/components/admin/desk';
import { commandLine, confirmLines } from '@/lib/admin/statements/line-actions';
import { type Confirmed, lineDone } from '@/lib/admin/statements/words';
import { ConfirmedSaid } from './confirmed-said';

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
  const message = useRef<HTMLDivElement>(null);
  const [round, setRound] = useState(0);
  const [confirmed, confirm] = useActionState(async (last: Confirmed | null, form: FormData) => {
    const next = await confirmLines(last, form);
    setRound((before) => before + 1);
    return next;
  }, null);
  const [heard, setHeard] = useState<Confirmed | null>(null);

  useEffect(() => {
    if (confirmed) message.current?.focus();
  }, [confirmed]);

  // Next keeps a page that was left, hidden; this runs when it hides it, and before the next outcome is told.
  useLayoutEffect(() => () => setHeard(confirmed), [confirmed]);

  return (
    <LinesContext value={{ shop, formId, confirm }}>
      {confirmed && confirmed !== heard && <ConfirmedSaid ref={message} confirmed={confirmed} shop={shop} />}
      <Desk
        // what was told of a row before is not told again beside it
        key={round}
        action={(last, form) => {
          setHeard(confirmed);
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
