import { CircleCheck, CircleX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { examine, lastBeat } from '@/lib/admin/doctor/queries';
import { checkOf } from '@/lib/admin/doctor/words';
import type { Membership } from '@/lib/admin/staff/queries';

type Examined = NonNullable<Awaited<ReturnType<typeof examine>>>[number];

/** The doctor's checks: failed ones first, each with its remedy. */
export async function Checks({ membership }: { membership: Membership }) {
  const t = await getTranslations('admin.doctor');
  const [checks, beat] = await Promise.all([examine(membership), lastBeat()]);
  if (!checks) {
    return (
      <Alert title={t('ownerOnlyTitle')}>
        <p>{t('ownerOnlyText')}</p>
      </Alert>
    );
  }
  const broken = checks.filter(({ ok }) => !ok);
  const { locale, time_zone } = membership.shop;
  return (
    <section aria-labelledby="checks" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="checks" className="font-semibold text-lg">
          {broken.length === 0
            ? t('allPassed')
            : t('someFailed', { failed: broken.length, all: checks.length })}
        </h2>
        <p className="text-muted text-sm">
          {t('scope')}{' '}
          {beat
            ? t.rich('lastRun', { time: () => <Time at={beat} timeZone={time_zone} locale={locale} /> })
            : t('neverRun')}
        </p>
      </div>
      <ul className="overflow-clip rounded-lg border border-line bg-raised lg:grid lg:grid-cols-2">
        {[...broken, ...checks.filter(({ ok }) => ok)].map((check) => (
          <CheckRow key={check.check} check={check} />
        ))}
      </ul>
    </section>
  );
}

function CheckRow({ check: { check: name, ok, details } }: { check: Examined }) {
  const t = useTranslations('admin.doctor');
  const check = checkOf(name);
  const Icon = ok ? CircleCheck : CircleX;
  return (
    <li
      className={`-mt-px flex gap-3 border-line border-t px-4 py-3 ${ok ? '' : 'bg-bad-soft lg:col-span-full'}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${ok ? 'text-good' : 'text-bad'}`} />
      <div className="grid min-w-0 gap-1">
        <p className={ok ? 'text-sm leading-6' : 'font-semibold'}>
          {t.rich(ok ? 'passed' : 'failed', {
            promise: check ? t(`promise.${check}`) : name.replaceAll('_', ' '),
            hidden: (chunks: ReactNode) => <span className="sr-only">{chunks}</span>,
          })}
        </p>
        {!ok && (
          <>
            <p>{t(check ? `remedy.${check}` : 'unknownRemedy')}</p>
            <p className="text-sm [overflow-wrap:anywhere]">{details}</p>
          </>
        )}
      </div>
    </li>
  );
}
