/** The kinds of questions that a product can ask, and how many. */
export const fieldKinds = ['text', 'long_text', 'number', 'choice'] as const;
export const MAX_FIELDS = 10;

/** Questions and answers, as stored with a line of a cart or an order. */
export type Answers = { field_id: string; label: string; value: string }[];

const ANSWER = 'answers.';

/** The form field of a question; refusals of the database use the same name. */
export const answerField = (fieldId: string) => `${ANSWER}${fieldId}`;

/** The answers among the values of a form, by the id of their question. */
export const answersOf = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(ANSWER) ? [[name.slice(ANSWER.length), value]] : [],
    ),
  );

/** The maximum length of an answer within another text. */
const MAX_SHOWN_LENGTH = 40;

/** The name of a line with its answers, which distinguish it from other lines of its variant: `Ring, Gold, Engraving: Ada`. */
export function nameWithAnswers(name: string, answers: Answers, separator = ', '): string {
  const shown = answers.map(({ label, value }) => {
    const text = value.replace(/\s+/g, ' ');
    return `${label}: ${text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text}`;
  });
  return [name, ...shown].join(separator);
}
