import clsx from 'clsx';

type Props = {
  answers: readonly { field_id: string; label: string; value: string }[];
  className?: string;
};

/** The questions and answers of an item. Uses only phrasing elements, so that it can be inside any text. */
export function Answers({ answers, className = 'text-muted' }: Props) {
  return answers.map(({ field_id, label, value }) => (
    <span key={field_id} className={clsx('block whitespace-pre-line break-words text-sm', className)}>
      {label}: {value}
    </span>
  ));
}
