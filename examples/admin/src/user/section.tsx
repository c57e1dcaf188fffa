import type { ErrorLike } from '@apollo/client';
import { type ReactNode, useId } from 'react';

/** What the parts of the page get with the user: what the answer said went wrong, and how to ask again. */
export interface Asked {
  readonly error: ErrorLike | undefined;
  /** Whether an answer is on its way: what is null until then is not known yet. */
  readonly loading: boolean;
  readonly onRetry: () => void;
}

/** A part of the page under a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** A part of the page that is on its way. */
export function Awaited({ title }: { title: string }) {
  return (
    <Section title={title}>
      <p className="muted">Loading…</p>
    </Section>
  );
}

/** Names and values. */
export function Facts({ facts }: { facts: Readonly<Record<string, ReactNode>> }) {
  return (
    <dl>
      {Object.entries(facts).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
