import { Alert } from '@/components/ui/alert';

type Props = { numbers: string[]; printed: { number: string }[] };

/** Orders that were asked for, and of which nothing is packed or sent now. */
export function SkippedOrders({ numbers, printed }: Props) {
  const skipped = numbers.filter((number) => !printed.some((order) => order.number === number));
  if (skipped.length === 0) return null;
  return (
    <Alert tone="warn">
      <p>
        Left out, because {skipped.length === 1 ? 'it is' : 'they are'} on hold or not waiting to be sent:{' '}
        {skipped.join(', ')}.
      </p>
    </Alert>
  );
}
