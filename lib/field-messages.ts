import type { z } from 'zod';
import type { Messages, Translator } from './messages/messages';

type Refusals = Messages['refusals'];
export type FieldMessage = `fields.${keyof Refusals['fields']}` | `reasons.${keyof Refusals['reasons']}`;

/**
 * The message of a schema: a key of `lib/messages/refusals.en.json`. Its arguments are the `maximum` and `minimum` of the issue, or the
 * `params` of a custom issue. `fieldErrors` turns it into text.
 */
export const fieldMessage = (key: FieldMessage): FieldMessage => key;

/** A message with its arguments, for zod's `refine` and `addIssue`. `refine` changes the object that it gets: give it a copy. */
export type FieldProblem = { message: FieldMessage; params?: Record<string, string | number> };

/** The text of each field's first problem, keyed by the first segment of the path. */
export function fieldErrors(
  t: Translator<'refusals'>,
  { issues }: Pick<z.ZodError, 'issues'>,
): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) fields[String(issue.path[0] ?? 'form')] ??= issueText(t, issue);
  return fields;
}

/** The text of one issue. */
export function issueText(t: Translator<'refusals'>, issue: z.core.$ZodIssue): string {
  const key = issue.message as FieldMessage;
  // zod's own English message, because the schema names none: only a manipulated form gets it
  if (!t.has(key)) return t('fields.invalid');
  const { maximum, minimum, params } = issue as { maximum?: number; minimum?: number; params?: object };
  return t(key, { maximum, minimum, ...params } as Record<string, string | number>);
}
