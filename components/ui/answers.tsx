import clsx from 'clsx';

type Props = {
  answers: readonly { field_id: string; label: string; value: string }[];
  className?: string;
};

/** What a shopper was asked about an item, and the answers. Of phrasing elements, so that it can stand in any text. */
export function Answers({ answers, className = 'text-muted' }: Props) {
  return answers.map(({ field_id, label, value }) => (
    <span key={field_id} className={clsx('block whitespace-pre-line break-words text-sm', className)}>
      {label}: {value}
    </span>
  ));
}
