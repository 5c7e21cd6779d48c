'use client';

import { ArrowLeft, ChevronDown, ChevronUp, type LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { LinkPending } from '@/components/admin/link-pending';
import { ButtonLink } from '@/components/ui/button-link';
import { shopTransferPath, shopVerificationsPath } from '@/lib/staff/paths';

type Props = {
  shop: string;
  number: string;
  name: string;
  /** its neighbours in the queue, if any */
  previous: string | null;
  next: string | null;
  children: ReactNode;
};

/** Which order is under review, and links to the others. */
export function ReviewBar({ shop, number, name, previous, next, children }: Props) {
  const t = useTranslations('admin.verifications.review');
  const heading = useRef<HTMLHeadingElement>(null);

  // The focus was lost with the clicked row of the queue: move it here.
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body && activeElement.checkVisibility()) return;
    heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Link
        href={shopTransferPath(shop, number)}
        data-key="Escape"
        aria-keyshortcuts="Escape"
        className="-ml-1 inline-flex min-h-11 items-center gap-1.5 rounded-sm px-1 text-muted text-sm hover:text-ink sm:min-h-9"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t('backToQueue')}
      </Link>
      <h2
        ref={heading}
        tabIndex={-1}
        className="font-semibold text-xl outline-none max-sm:order-1 max-sm:w-full"
      >
        {number} <span className="font-normal text-muted">· {name}</span>
      </h2>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 max-sm:order-1 sm:contents">{children}</div>
      <nav aria-label={t('queueOrders')} className="ml-auto flex gap-2">
        <Step to={previous} way="previous" shop={shop} shortcut="k" Icon={ChevronUp} />
        <Step to={next} way="next" shop={shop} shortcut="j" Icon={ChevronDown} />
      </nav>
    </div>
  );
}

type StepProps = {
  to: string | null;
  way: 'previous' | 'next';
  shop: string;
  shortcut: string;
  Icon: LucideIcon;
};

function Step({ to, way, shop, shortcut, Icon }: StepProps) {
  const t = useTranslations('admin.verifications');
  if (!to) return null;
  return (
    <ButtonLink
      href={shopVerificationsPath(shop, { order: to })}
      variant="secondary"
      size="sm"
      data-key={shortcut}
      aria-keyshortcuts={shortcut}
      className="relative overflow-clip"
    >
      <Icon aria-hidden className="size-4" />
      <span>
        {t.rich(`step.${way}`, {
          number: to,
          hidden: (chunks) => <span className="sr-only">{chunks}</span>,
        })}
      </span>
      <LinkPending />
    </ButtonLink>
  );
}
