import type { z } from 'zod';
import type { Args, FunctionName } from '@/lib/supabase/rpc';
import type { PromptName } from './command-prompts';

/** The sections of the order page that show the outcome of their own forms. */
export type Section = 'next_step' | 'customer' | 'payments' | 'proofs' | 'refunds' | 'disputes' | 'notes';

/** The part of a database function's result that is shown or that triggers something. */
export type Answer = {
  outcome?: string;
  state?: string;
  /** of the new order */
  number?: string;
  refund_id?: string;
  refunds?: { refund_id: string }[];
};

export type Facts = {
  /** the section that shows its outcome; default `next_step` */
  section?: Section;
  /** the prompt that asks for its reason */
  asks?: PromptName;
};

type Following = {
  /** refunds to send afterwards: all that are due, or those in the answer */
  sends?: 'due' | 'answered';
  /** opens the page of the new order */
  opens?: true;
};

/**
 * A parsed form with the arguments of its command. `outcomeOf` maps the answer to an outcome code, or to null for a
 * command with only one outcome.
 */
type Read =
  | { success: false; error: z.ZodError }
  | {
      success: true;
      order_id: string | null;
      /** the currency in which the form's amount was parsed, if it must match the order's */
      currency: string | null;
      args: object;
      outcomeOf: (answer: Answer) => string | null;
    };

export type Command = Facts &
  Following & {
    section: Section;
    /** the database function that runs it */
    runs: FunctionName;
    /** the schema of its form */
    fields: z.ZodType;
    read: (values: unknown) => Read;
  };

type Definition<S extends z.ZodType, N extends FunctionName> = Facts &
  Following & {
    runs: N;
    fields: S;
    /** absent if the server itself runs the command after asking the gateway */
    args?: (input: z.output<S>, command: string) => Args<N>;
    /** its amount must be in the order's currency: in another one, `45,000` can be a different number of minor units */
    isInCurrencyOfOrder?: true;
    outcomeOf?: (answer: Answer, input: z.output<S>) => string | null;
  };

/** Defines a command; the compiler checks that its form provides the arguments of its function. */
export function command<S extends z.ZodType, N extends FunctionName>({
  args,
  isInCurrencyOfOrder,
  outcomeOf = () => null,
  ...definition
}: Definition<S, N>): Command {
  return {
    section: 'next_step',
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
