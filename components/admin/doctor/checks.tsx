import { CircleCheck, CircleX } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Time } from '@/components/ui/time';
import { examine, lastBeat } from '@/lib/admin/doctor/queries';
import { checkWordsOf } from '@/lib/admin/doctor/words';
import type { Membership } from '@/lib/admin/staff/queries';

type Check = NonNullable<Awaited<ReturnType<typeof examine>>>[number];

/** The doctor's checks: what is broken first, with what to do. */
export async function Checks({ membership }: { membership: Membership }) {
  const [checks, beat] = await Promise.all([examine(membership), lastBeat()]);
  if (!checks) {
    return (
      <Alert title="The checks are the owner’s">
        <p>Whether stock, money and records are in order is examined for the owner of the shop.</p>
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
            ? 'Everything is in order'
            : `${broken.length} of ${checks.length} promises ${broken.length === 1 ? 'is' : 'are'} broken`}
        </h2>
        <p className="text-muted text-sm">
          Asked of the database just now, for all shops that you own.{' '}
          {beat ? (
            <>
              The clock of the shop last ran <Time at={beat} timeZone={time_zone} locale={locale} />.
            </>
          ) : (
            'The clock of the shop has not run yet.'
          )}
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

function CheckRow({ check: { check, ok, details } }: { check: Check }) {
  const { promise, remedy } = checkWordsOf(check);
  const Icon = ok ? CircleCheck : CircleX;
  return (
    <li
      className={`-mt-px flex gap-3 border-line border-t px-4 py-3 ${ok ? '' : 'bg-bad-soft lg:col-span-full'}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${ok ? 'text-good' : 'text-bad'}`} />
      <div className="grid min-w-0 gap-1">
        <p className={ok ? 'text-sm leading-6' : 'font-semibold'}>
          <span className="sr-only">{ok ? 'Kept: ' : 'Broken: '}</span>
          {promise}
        </p>
        {!ok && (
          <>
            <p>{remedy}</p>
            <p className="text-sm [overflow-wrap:anywhere]">{details}</p>
          </>
        )}
      </div>
    </li>
  );
}
