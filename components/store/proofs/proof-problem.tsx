import type { Ref } from 'react';
import { Alert } from '@/components/ui/alert';
import type { SendOutcome } from '@/lib/store/proofs/send';

/** Why it was not sent, beside the button that was pressed. */
export function ProofProblem({ outcome, ref }: { outcome: SendOutcome; ref: Ref<HTMLDivElement> }) {
  if (typeof outcome === 'object') {
    return (
      <Alert ref={ref} tone="bad">
        <p>{outcome.ok ? null : outcome.message}</p>
      </Alert>
    );
  }
  const { tone, title, text } = problems[outcome];
  return (
    <Alert ref={ref} tone={tone} title={title}>
      <p>{text}</p>
    </Alert>
  );
}

const problems = {
  stopped: { tone: 'info', title: 'You stopped it', text: 'Nothing was sent.' },
  unreachable: {
    tone: 'warn',
    title: 'We could not be reached',
    text: 'What you chose and typed is still here. Try again as soon as you are online.',
  },
  failed: {
    tone: 'bad',
    title: 'Something broke on our side',
    text: 'What you chose and typed is still here. Please try again in a moment.',
  },
} as const;
