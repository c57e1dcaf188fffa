import { type ReactNode, useEffect } from 'react';

/** Gives the focus to the heading of the page, where what had it is gone. */
export const focusHeading = () => document.querySelector('h1')?.focus({ preventScroll: true });

/** The heading of a page. It takes the focus when the page is come to, so that its name is heard. */
export function Heading({ children }: { children: ReactNode }) {
  useEffect(focusHeading, []);
  return <h1 tabIndex={-1}>{children}</h1>;
}
