'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { ListActions, ListStatus } from '@/components/admin/list-actions';
import { commandLine, confirmLines } from '@/lib/admin/statements/line-actions';
import { confirmedWords, lineDone } from '@/lib/admin/statements/words';

type Props = Pick<ComponentProps<typeof ListActions>, 'shop' | 'children'>;

/** A list of credits with single and bulk actions. */
export function LineList({ shop, children }: Props) {
  const t = useTranslations('admin');
  const time = new Intl.DateTimeFormat(shop.locale, { timeZone: shop.time_zone, timeStyle: 'short' });
  return (
    <ListActions
      shop={shop}
      action={commandLine}
      tickedAction={async (form) =>
        confirmedWords(t, await confirmLines(form), (at) => time.format(new Date(at)))
      }
    >
      <ListStatus done={lineDone(t)} />
      {children}
    </ListActions>
  );
}
