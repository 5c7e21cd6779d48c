import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Alert } from '@/components/ui/alert';
import type { SendOutcome } from '@/lib/store/proofs/send';

/** Why the proof was not sent, shown beside the submit button. */
export function ProofProblem({ outcome, ref }: { outcome: SendOutcome; ref: Ref<HTMLDivElement> }) {
  const t = useTranslations('store.proofs.form.problem');
  if (typeof outcome === 'object') {
    return (
      <Alert ref={ref} tone="bad">
        <p>{outcome.ok ? null : outcome.message}</p>
      </Alert>
    );
  }
  return (
    <Alert ref={ref} tone={tones[outcome]} title={t(`${outcome}.title`)}>
      <p>{t(`${outcome}.text`)}</p>
    </Alert>
  );
}

const tones = { stopped: 'info', unreachable: 'warn', failed: 'bad' } as const;
