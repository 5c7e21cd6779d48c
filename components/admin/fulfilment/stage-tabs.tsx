'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Tabs } from '@/components/admin/tabs';
import { type Stage, stageOf, stages } from '@/lib/admin/fulfilment/queue';
import { shopFulfilmentPath } from '@/lib/staff/paths';

export function StageTabs({ shop, counts }: { shop: string; counts: Record<Stage, number> }) {
  const t = useTranslations('admin.fulfilment');
  const current = stageOf(useSearchParams().get('stage'));
  const tabs = stages.map((stage) => ({
    key: stage,
    label: t(`stage.${stage}`),
    href: shopFulfilmentPath(shop, { stage: stage === 'to_pack' ? null : stage }),
    count: <Waiting count={counts[stage]} />,
  }));
  return <Tabs label={t('stages')} tabs={tabs} current={current} />;
}

/** The number of orders in a stage. It is routine work, not an alarm, so it is as quiet as its label. */
function Waiting({ count }: { count: number }) {
  return (
    <span className="min-w-5 rounded-full bg-sunken px-1.5 text-center font-medium text-muted text-xs tabular-nums leading-5">
      {count}
    </span>
  );
}
