import { useTranslations } from 'next-intl';
import type { Membership } from '@/lib/admin/staff/queries';
import { groupLines, type ListedLine, pickOf } from '@/lib/admin/statements/lines';
import { ConfirmBar } from './confirm-bar';
import { linesClass } from './line-facts';
import { LineRow } from './line-row';

type Props = {
  lines: ListedLine[];
  shop: Membership['shop'];
  canVerify: boolean;
};

/** Unassigned credits: those that match an order exactly, those of payments that staff already confirmed, and the others. */
export function OpenLines({ lines, shop, canVerify }: Props) {
  const t = useTranslations('admin.statements');
  const { ready, known, others, twice } = groupLines(lines);
  const props = { shop, canVerify, twice };
  return (
    <div className="grid gap-6">
      <LineGroup title={t('list.matched')} text={t('list.matchedText')} lines={ready} isReady {...props} />
      <LineGroup
        title={t('list.known')}
        text={t(canVerify ? 'list.knownTextVerifier' : 'list.knownText')}
        lines={known}
        isReady
        {...props}
      />
      <LineGroup title={t('list.review')} lines={others} {...props} />
      {canVerify && lines.some(pickOf) && (
        <ConfirmBar
          ready={{
            orders: ready.length,
            minor: ready.reduce((sum, { amount_minor }) => sum + amount_minor, 0),
            linked: known.length,
          }}
        />
      )}
    </div>
  );
}

type LineGroupProps = Props & { title: string; text?: string; isReady?: boolean; twice: Set<string> };

function LineGroup({ title, text, lines, isReady = false, twice, ...props }: LineGroupProps) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title} className="grid gap-2">
      <h2 className="font-semibold">{title}</h2>
      {text && <p className="max-w-prose text-muted text-sm">{text}</p>}
      <ol className={linesClass}>
        {lines.map((line) => (
          <LineRow
            key={line.line_id}
            line={line}
            isReady={isReady}
            isTwice={twice.has(line.match?.number ?? '')}
            {...props}
          />
        ))}
      </ol>
    </section>
  );
}
