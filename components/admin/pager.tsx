import { ArrowLeft, ArrowRight, ArrowUp, type LucideIcon } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button';
import { LinkPending } from './link-pending';

type Props = {
  /** where lists that are read from their top begin, from a page below it */
  top?: { href: Route; label: string } | null;
  before?: string | null;
  after: string | null;
  /** what the ways are called; `before` is the page before this one, `after` the one behind it */
  labels?: { before: string; after: string };
  /** the address of the list with `before` or `after` in it */
  pathTo: (place: { before: string } | { after: string }) => Route;
};

/** The ways to the pages around this one of a list. */
export function Pager({ top, before, after, labels, pathTo }: Props) {
  const t = useTranslations('admin.shell.pager');
  if (!top && !before && !after) return null;
  return (
    <nav aria-label={t('label')} className="ml-auto flex gap-2 max-sm:w-full max-sm:justify-between">
      {top && <Way href={top.href} label={top.label} Icon={ArrowUp} />}
      {before && (
        <Way href={pathTo({ before })} rel="prev" label={labels?.before ?? t('back')} Icon={ArrowLeft} />
      )}
      {after && (
        <Way href={pathTo({ after })} rel="next" label={labels?.after ?? t('more')} Icon={ArrowRight} />
      )}
    </nav>
  );
}

type WayProps = { href: Route; rel?: 'prev' | 'next'; label: string; Icon: LucideIcon };

function Way({ href, rel, label, Icon }: WayProps) {
  const icon = <Icon aria-hidden className="size-4" />;
  return (
    <ButtonLink
      variant="secondary"
      size="sm"
      href={href}
      rel={rel}
      className={rel === 'next' ? 'relative ml-auto overflow-clip' : 'relative overflow-clip'}
    >
      {rel !== 'next' && icon}
      {label}
      {rel === 'next' && icon}
      <LinkPending />
    </ButtonLink>
  );
}
