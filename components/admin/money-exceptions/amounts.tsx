import type { Amounts } from '@/lib/admin/money-exceptions/exception';

/** How what came differs from what was owed, and both. */
export function ExceptionAmounts({ amounts, className }: { amounts: Amounts; className?: string }) {
  const { owed, received, gap } = amounts;
  return (
    <span className={className}>
      <span className="font-medium md:whitespace-nowrap tabular-nums">{gap}</span>
      {owed && received && (
        <span className="text-muted md:whitespace-nowrap text-sm tabular-nums">
          {/* the parts stand under each other where there is no comma to read */}
          <span className="sr-only">, </span>
          {owed} owed, {received} received
        </span>
      )}
    </span>
  );
}
