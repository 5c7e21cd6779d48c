import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { ImportJob } from '@/lib/admin/imports/queries';
import type { Tone } from '@/lib/tone';

const tones: Record<ImportJob['state'], Tone> = {
  uploaded: 'warn',
  checking: 'accent',
  checked: 'warn',
  running: 'accent',
  done: 'good',
  undoing: 'accent',
  undone: 'neutral',
  failed: 'bad',
};

export function ImportStateBadge({ state }: Pick<ImportJob, 'state'>) {
  const t = useTranslations('admin.imports.state');
  return <Badge tone={tones[state]}>{t(state)}</Badge>;
}
