import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/form-status';
import { decisionTones, isDecisionOutcome } from '@/lib/admin/verifications/words';
import { staffOrderPath } from '@/lib/staff/paths';

type Props = { shop: string; done: string; of: string };

/** The outcome of the decision that led to this page, on the previous order. */
export function LastDecision({ shop, done, of }: Props) {
  const t = useTranslations('admin.verifications');
  if (!isDecisionOutcome(done)) return null;
  return (
    <Notice outcome={`${done} ${of}`} tone={decisionTones[done]}>
      <p>
        {t.rich('review.lastDecision', {
          number: of,
          text: t(`done.${done}`),
          link: (chunks) => (
            <Link
              href={staffOrderPath(shop, of)}
              className="whitespace-nowrap font-semibold underline underline-offset-4"
            >
              {chunks}
            </Link>
          ),
        })}
      </p>
    </Notice>
  );
}
