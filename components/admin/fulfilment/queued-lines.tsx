import clsx from 'clsx';
import { ImageOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Answers } from '@/components/ui/answers';
import { Picture } from '@/components/ui/picture';
import type { QueuedLine } from '@/lib/admin/fulfilment/queue';

/** The items to pick or, with `isShipped`, the shipped units. */
export function QueuedLines({ lines, isShipped }: { lines: QueuedLine[]; isShipped: boolean }) {
  const t = useTranslations('admin.fulfilment.order');
  return (
    <ul className={clsx('grid gap-2', lines.length > 1 && 'xl:grid-cols-2 xl:gap-x-6')}>
      {lines.map((line) => (
        <li key={line.order_item_id} className="flex min-w-0 items-center gap-3">
          <LinePicture src={line.image_src} />
          <Count units={isShipped ? line.shipped_quantity - line.returned_quantity : line.quantity} />
          <span className="grid min-w-0">
            <span className="leading-snug">
              {line.name}
              {line.option_value && (
                <>
                  {' '}
                  {/* keeps `50 ml` together if the line wraps */}
                  <span className="inline-block text-muted">· {line.option_value}</span>
                </>
              )}
            </span>
            <span className="text-muted text-xs">
              <span className="font-mono">{line.sku}</span>
              {!isShipped &&
                line.shipped_quantity > 0 &&
                ` · ${t('shippedBefore', { count: line.shipped_quantity })}`}
              {line.returned_quantity > 0 && ` · ${t('returned', { count: line.returned_quantity })}`}
            </span>
            <Answers answers={line.answers} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Count({ units }: { units: number }) {
  return (
    <span
      className={clsx(
        'min-w-10 shrink-0 rounded-sm px-1.5 py-0.5 text-center tabular-nums',
        // highlighted because packers overlook quantities above one
        units > 1 ? 'bg-accent-soft font-semibold text-accent-text' : 'text-muted',
      )}
    >
      {units} ×
    </span>
  );
}

export function LinePicture({ src }: { src: string | null }) {
  return src ? (
    <span className="relative size-11 shrink-0 overflow-hidden rounded-md bg-sunken">
      <Picture picture={{ src }} alt="" sizes="44px" className="object-cover" />
    </span>
  ) : (
    <span className="grid size-11 shrink-0 place-items-center rounded-md bg-sunken text-muted">
      <ImageOff aria-hidden className="size-5" />
    </span>
  );
}
