import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';

/**
 * A modal dialog, open as long as it is there. The browser keeps the focus in it, closes it on Escape and gives the
 * focus back; while `busy` it stays open, as what is under way could not be told any more.
 */
export function Dialog({
  title,
  busy = false,
  wide = false,
  onClose,
  children,
}: {
  title: string;
  busy?: boolean;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  // Before the elements are taken away: only a dialog that is closed, not one that is gone, gives the focus back.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    opened?.querySelector('input')?.focus();
    return () => opened?.close();
  }, []);
  // A dialog that says something new says so: its heading is focused, and read.
  const said = useRef(title);
  useEffect(() => {
    if (said.current !== title) heading.current?.focus();
    said.current = title;
  }, [title]);

  return (
    <dialog
      ref={dialog}
      className={wide ? 'wide' : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        if (busy) event.preventDefault();
      }}
      onClose={onClose}
    >
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
