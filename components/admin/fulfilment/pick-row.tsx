import { Answers } from '@/components/ui/answers';
import type { Pick } from '@/lib/admin/fulfilment/pick-list';
import { LinePicture } from './queued-lines';

/** The units to pick of one variant. The checkbox is only an aid while picking; its state is not stored. */
export function PickRow({ pick }: { pick: Pick }) {
  return (
    <li className="break-inside-avoid border-line not-first:border-t print:border-black/40">
      <label className="flex cursor-pointer items-center gap-3 px-4 py-3 has-checked:text-muted has-checked:line-through hover:bg-sunken">
        <input
          type="checkbox"
          className="size-6 shrink-0 accent-accent-text print:appearance-none print:border-2 print:border-black"
        />
        <span className="min-w-12 shrink-0 text-right font-semibold text-2xl tabular-nums">{pick.units}</span>
        <span className="contents print:hidden">
          <LinePicture src={pick.image_src} />
        </span>
        <span className="grid min-w-0">
          <span className="font-medium">{pick.name}</span>
          <Answers answers={pick.answers} className="print:text-black" />
          <span className="text-muted text-sm print:text-black">
            <span className="font-mono text-xs">{pick.sku}</span>
            {' · '}
            {pick.orders.map(({ number, units }, index) => (
              <span key={number} className="whitespace-nowrap">
                {index > 0 && ', '}
                {units > 1 && `${units} × `}
                {number}
              </span>
            ))}
          </span>
        </span>
      </label>
    </li>
  );
}
