'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import {
  type ComponentProps,
  type ReactNode,
  type Ref,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import type { Result } from '@/lib/result';
import { Button } from './button';

const widths = {
  md: 'w-[min(30rem,calc(100vw-1.5rem))]',
  lg: 'w-[min(36rem,calc(100vw-1.5rem))]',
  full: 'w-[min(76rem,calc(100vw-1.5rem))]',
};

type DialogProps = {
  ref: RefObject<HTMLDialogElement | null>;
  id?: string;
  title: ReactNode;
  /** beside the title */
  aside?: ReactNode;
  width?: keyof typeof widths;
  /** of the form in the dialog: a field error keeps the dialog open; any other outcome closes it and shows on the page below */
  outcome?: Result<unknown> | null;
  onClose?: () => void;
  children: ReactNode;
};

/** A modal dialog, opened through `ref` (`showModal`). Escape and a click outside close it. */
export function Dialog({ ref, title, aside, width = 'md', outcome, children, ...dialog }: DialogProps) {
  const titleId = useId();

  // Closes before the outcome message takes the focus: a closing dialog returns the focus to its button.
  useLayoutEffect(() => {
    if (outcome && (outcome.ok || !outcome.fields)) ref.current?.close();
  }, [ref, outcome]);

  // Next keeps the previous page in the document, hidden: a dialog that is still open there would block the new page.
  useLayoutEffect(() => {
    const { current } = ref;
    return () => current?.close();
  }, [ref]);

  return (
    <dialog
      ref={ref}
      closedby="any"
      aria-labelledby={titleId}
      // may already be open before hydration
      suppressHydrationWarning
      className={clsx(
        'm-auto max-h-[calc(100dvh-1.5rem)] rounded-lg border border-line bg-raised p-4 text-ink shadow-raised backdrop:bg-black/40 sm:p-5',
        widths[width],
      )}
      {...dialog}
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id={titleId} className="font-semibold text-lg">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </dialog>
  );
}

type OpenerProps = Omit<ComponentProps<typeof Button>, 'title' | 'onToggle' | 'onClick' | 'children'> &
  Pick<DialogProps, 'title' | 'aside' | 'width' | 'outcome' | 'children'> & {
    button: ReactNode;
    /** lets the caller fetch the content when the dialog opens */
    onToggle?: (isOpen: boolean) => void;
  };

/** A button and the dialog that it opens. Works before hydration. */
export function DialogButton({
  button,
  title,
  aside,
  width,
  outcome,
  onToggle,
  children,
  ...look
}: OpenerProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const reported = useRef(false);
  // Reports each opening once: a click before hydration opens the dialog, and React replays that click after hydration.
  const report = (isOpen: boolean) => {
    if (reported.current === isOpen) return;
    reported.current = isOpen;
    onToggle?.(isOpen);
  };
  const onOpened = useEffectEvent(() => report(true));
  useEffect(() => {
    if (dialog.current?.open) onOpened();
  }, []);
  return (
    <>
      <Button
        aria-haspopup="dialog"
        // invoker commands; `onClick` serves browsers without them
        {...{ command: 'show-modal', commandfor: id }}
        onClick={() => {
          if (!dialog.current?.open) dialog.current?.showModal();
          report(true);
        }}
        {...look}
      >
        {button}
      </Button>
      <Dialog ref={dialog} id={id} {...{ title, aside, width, outcome }} onClose={() => report(false)}>
        {children}
      </Dialog>
    </>
  );
}

type BackProps = { ref?: Ref<HTMLButtonElement>; size?: 'sm'; children?: ReactNode };

/** Closes the dialog that contains it. */
export function DialogBack({ ref, size, children }: BackProps) {
  const t = useTranslations('ui');
  return (
    <Button
      ref={ref}
      variant="secondary"
      size={size}
      onClick={({ currentTarget }) => currentTarget.closest('dialog')?.close()}
    >
      {children ?? t('back')}
    </Button>
  );
}

/** The footer of a form in a dialog: the back button and the submit button. */
export function DialogActions({ back, children }: { back?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      <DialogBack>{back}</DialogBack>
      {children}
    </div>
  );
}
