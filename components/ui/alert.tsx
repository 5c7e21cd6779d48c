import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';

const tones = {
  info: { box: 'border-line bg-sunken', icon: 'text-accent-text', Icon: Info },
  good: { box: 'border-good/35 bg-good-soft', icon: 'text-good', Icon: CircleCheck },
  warn: { box: 'border-warn/35 bg-warn-soft', icon: 'text-warn', Icon: TriangleAlert },
  bad: { box: 'border-bad/35 bg-bad-soft', icon: 'text-bad', Icon: CircleAlert },
};

type Props = {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
  ref?: Ref<HTMLDivElement>;
};

/** An important message. Screen readers announce `bad` and `warn` at once, the other tones when they are idle. */
export function Alert({ tone = 'info', title, children, className, ref }: Props) {
  const { box, icon, Icon } = tones[tone];
  return (
    <div
      ref={ref}
      role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}
      tabIndex={-1}
      className={clsx(
        'rise flex gap-3 rounded-md border p-3.5 text-[0.9375rem] outline-none',
        box,
        className,
      )}
    >
      <Icon aria-hidden className={clsx('mt-0.5 size-5 shrink-0', icon)} />
      <div className="grid min-w-0 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="grid gap-2">{children}</div>}
      </div>
    </div>
  );
}
