'use client';

import { ClipboardList, Printer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import { useFormStatus } from 'react-dom';
import { useListActions } from '@/components/admin/list-actions';
import { countTicked, SelectAll } from '@/components/admin/select-all';
import { ticksOf, useTicked } from '@/components/admin/ticks';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { type BulkCommand, bulkCommands } from '@/lib/admin/fulfilment/bulk';
import { shopPickListPath, shopSlipsPath } from '@/lib/staff/paths';

type Props = {
  /** the numbers of the listed orders */
  listed: string[];
  /** this staff member may pack at least one of the listed orders */
  canPack: boolean;
};

/** Bulk actions for the selected orders. Printing without a selection prints all listed orders. */
export function BulkForm({ listed, canPack }: Props) {
  const t = useTranslations('admin.fulfilment.bulk');
  const tCommands = useTranslations('admin.orderCommands');
  const { shop, ticksId, sendTicked } = useListActions();
  const form = useRef<HTMLFormElement>(null);
  const ticked = useTicked(form, countTicked, 0);

  /** Opens a new tab, so that the selection stays for the next action. */
  function print(pathTo: (shop: string, numbers: string[]) => string) {
    const numbers = ticksOf(form).flatMap(({ checked, dataset }) =>
      checked && dataset.tick ? [dataset.tick] : [],
    );
    window.open(pathTo(shop.slug, numbers.length > 0 ? numbers : listed), '_blank');
  }

  return (
    <form
      ref={form}
      id={ticksId}
      aria-label={t('form')}
      data-ticked={ticked > 0 || undefined}
      action={sendTicked}
      className="flex flex-wrap items-center gap-x-4 rounded-lg border border-line bg-raised px-4 py-2 max-lg:shadow-raised"
    >
      <SelectAll form={form} ticked={ticked} all={listed.length} />
      <div className="relative flex min-w-0 gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:[scrollbar-width:none] sm:ml-auto sm:flex-wrap">
        {canPack &&
          bulkCommands.map((command) => (
            <BulkButton key={command} command={command}>
              {tCommands(`${command}.label`)}
            </BulkButton>
          ))}
        <PrintButton onPress={() => print(shopPickListPath)}>
          <ClipboardList aria-hidden className="size-4" />
          {t.rich('pickList', { hidden })}
        </PrintButton>
        <PrintButton onPress={() => print(shopSlipsPath)}>
          <Printer aria-hidden className="size-4" />
          {t.rich('slips', { hidden })}
        </PrintButton>
      </div>
    </form>
  );
}

function BulkButton({ command, children }: { command: BulkCommand; children: ReactNode }) {
  const { pending, data } = useFormStatus();
  return (
    <Button
      type="submit"
      name="command"
      value={command}
      variant="secondary"
      size="sm"
      className="shrink-0"
      aria-disabled={pending || undefined}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending && data.get('command') === command && <Spinner />}
      {children}
    </Button>
  );
}

function PrintButton({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <Button variant="secondary" size="sm" className="shrink-0" onClick={onPress}>
      {children}
    </Button>
  );
}

const hidden = (chunks: ReactNode) => <span className="sr-only">{chunks}</span>;
