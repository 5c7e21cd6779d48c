import { ArrowLeft, ArrowRight, ArrowUp, type LucideIcon } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { LinkPending } from './link-pending';

type Props = {
  /** the first page, for lists that only page forward */
  top?: { href: Route; label: string } | null;
  before?: string | null;
  after: string | null;
  /** labels of the links to the previous (`before`) and the next (`after`) page */
  labels?: { before: string; after: string };
  /** the list's URL with `before` or `after` */
  pathTo: (cursor: { before: string } | { after: string }) => Route;
};

/** Links to the pages of a list around the current one. */
export function Pager({ top, before, after, labels, pathTo }: Props) {
  const t = useTranslations('admin.shell.pager');
  if (!top && !before && !after) return null;
  return (
    <nav aria-label={t('label')} className="ml-auto flex gap-2 max-sm:w-full max-sm:justify-between">
      {top && <PagerLink href={top.href} label={top.label} Icon={ArrowUp} />}
      {before && (
        <PagerLink
          href={pathTo({ before })}
          rel="prev"
          label={labels?.before ?? t('back')}
          Icon={ArrowLeft}
        />
      )}
      {after && (
        <PagerLink href={pathTo({ after })} rel="next" label={labels?.after ?? t('more')} Icon={ArrowRight} />
      )}
    </nav>
  );
}

type PagerLinkProps = { href: Route; rel?: 'prev' | 'next'; label: string; Icon: LucideIcon };

function PagerLink({ href, rel, label, Icon }: PagerLinkProps) {
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
