import type { z } from 'zod';
import type { Args, FunctionName } from '@/lib/supabase/rpc';
import type { PromptName } from './command-prompts';

/** The parts of the order page that say what became of their own forms. */
export type Place = 'next_step' | 'customer' | 'payments' | 'proofs' | 'refunds' | 'disputes' | 'notes';

/** What a function of the database answers, as far as it is told or followed. */
export type Answer = {
  outcome?: string;
  state?: string;
  /** of another order that was placed */
  number?: string;
  refund_id?: string;
  refunds?: { refund_id: string }[];
};

export type Facts = {
  /** the part of the page that shows its outcome; `next_step` where nothing else is named */
  place?: Place;
  /** the reason that is asked for before it */
  asks?: PromptName;
};

type Following = {
  /** money that may go back then: all refunds that are due, or those that it answered */
  sends?: 'due' | 'answered';
  /** its page is opened: the order that it placed */
  opens?: true;
};

/** A form that was read: the arguments of its command, and which of its outcomes an answer is; null: there are no others. */
type Read =
  | { success: false; error: z.ZodError }
  | {
      success: true;
      order_id: string | null;
      /** in which the form's amount was typed, where that has to be the order's own */
      currency: string | null;
      args: object;
      outcomeOf: (answer: Answer) => string | null;
    };

export type Command = Facts &
  Following & {
    place: Place;
    /** the function of the database that runs it */
    runs: FunctionName;
    /** what its form sends */
    fields: z.ZodType;
    read: (values: unknown) => Read;
  };

type Definition<S extends z.ZodType, N extends FunctionName> = Facts &
  Following & {
    runs: N;
    fields: S;
    /** absent: our own server runs it, after it has asked the gateway */
    args?: (input: z.output<S>, command: string) => Args<N>;
    /** its amount counts only in the currency of the order: in another, `45,000` is another number of minor units */
    isInCurrencyOfOrder?: true;
    outcomeOf?: (answer: Answer, input: z.output<S>) => string | null;
  };

/** A command, checked: what its form sends is what its function takes. */
export function command<S extends z.ZodType, N extends FunctionName>({
  args,
  isInCurrencyOfOrder,
  outcomeOf = () => null,
  ...definition
}: Definition<S, N>): Command {
  return {
    place: 'next_step',
    ...definition,
    read(values) {
      const parsed = definition.fields.safeParse(values);
      if (!parsed.success) return parsed;
      const { command, order_id, currency } = values as Record<string, unknown>;
      return {
        success: true,
        order_id: typeof order_id === 'string' ? order_id : null,
        currency: isInCurrencyOfOrder ? String(currency) : null,
        args: args ? args(parsed.data, String(command)) : (parsed.data as object),
        outcomeOf: (answer) => outcomeOf(answer, parsed.data),
      };
    },
  };
}
