import { Breakable } from '../parts/breakable.tsx';
import type { Step } from './use-offboarding.ts';

const words: Readonly<Record<Step['status'], { text: string; style: string }>> = {
  PLANNED: { text: 'Planned', style: 'muted' },
  DONE: { text: 'Done', style: 'good' },
  ALREADY_DONE: { text: 'Nothing was left', style: 'good' },
  FAILED: { text: 'Failed', style: 'bad' },
  UNKNOWN: { text: 'Outcome unknown', style: 'bad' },
  NOT_RUN: { text: 'Not taken', style: 'bad' },
  UNSUPPORTED: { text: 'To be done elsewhere', style: 'muted' },
};

/** The steps of a plan in their order: what each does, by which REST call, and what became of it. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="card steps" aria-label="Steps">
      {steps.map(({ key, platform, description, call, status, error }) => (
        <li key={key}>
          <div>
            <span>
              <span className="chip">{platform}</span> {description}
            </span>
            {call && (
              <code className="muted">
                <Breakable>{call}</Breakable>
              </code>
            )}
            {error && <span className="hint">{error.message}</span>}
          </div>
          <span className={words[status].style}>{words[status].text}</span>
        </li>
      ))}
    </ol>
  );
}
