import Link from 'next/link';
import { Notice } from '@/components/ui/form-status';
import { decisionDone } from '@/lib/admin/verifications/words';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = { shop: string; done: string; of: string };

/** What was done to the order before this one: the decision has led here. */
export function LastDecision({ shop, done, of }: Props) {
  const message = Object.hasOwn(decisionDone, done) ? decisionDone[done] : null;
  if (!message) return null;
  return (
    <Notice outcome={`${done} ${of}`} tone={message.tone}>
      <p>
        <Link
          href={staffOrderPath(shop, of)}
          className="whitespace-nowrap font-semibold underline underline-offset-4"
        >
          {of}
        </Link>
        {': '}
        {message.text}
      </p>
    </Notice>
  );
}
