import { useRef, useState } from 'react';
import { Breakable } from '../parts/breakable.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { nameOf } from '../parts/known.ts';
import { type Change, changeAll, type Outcome } from './changes.ts';

export interface Person {
  readonly id: string;
  readonly username: string | null;
}

const count = (users: number) => (users === 1 ? '1 user' : `${users} users`);

const words = {
  end: {
    button: 'End sessions',
    style: 'primary',
    title: (all: number) => `End the sessions of ${count(all)}?`,
    hint: 'They have to sign in again.',
    result: (done: number, all: number) => `Sessions of ${done} of ${count(all)} ended`,
  },
  delete: {
    button: 'Delete',
    style: 'danger filled',
    title: (all: number) => `Delete ${count(all)}?`,
    hint: 'This cannot be undone.',
    result: (done: number, all: number) => `${done} of ${count(all)} deleted`,
  },
} as const;

type Phase = 'asking' | 'working' | 'stopping' | 'told';

/** Asks whether to change users; then tells how far it is, and what became of each: first of those whom it failed for. */
export function ChangeDialog({
  kind,
  users,
  change,
  onClose,
}: {
  kind: keyof typeof words;
  users: readonly Person[];
  change: Change;
  /** Takes the ids of those who are no more. */
  onClose: (gone: readonly string[]) => void;
}) {
  const [phase, setPhase] = useState<Phase>('asking');
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const stopped = useRef(false);
  const { button, style, title, hint, result } = words[kind];

  async function act() {
    setPhase('working');
    const ids = users.map(({ id }) => id);
    await changeAll(
      change,
      ids,
      () => stopped.current,
      (more) => setOutcomes((known) => [...known, ...more]),
    );
    setPhase('told');
  }

  function stop() {
    stopped.current = true;
    setPhase('stopping');
  }

  function close() {
    onClose(users.filter((_, place) => outcomes[place]?.gone).map(({ id }) => id));
  }

  const isBusy = phase === 'working' || phase === 'stopping';
  const told = phase === 'told';
  const done = outcomes.filter((outcome) => outcome.done).length;
  const items = users.map((user, place) => ({ user, outcome: outcomes[place] }));
  const shown = told
    ? [...items.filter(({ outcome }) => !outcome?.done), ...items.filter(({ outcome }) => outcome?.done)]
    : items;
  return (
    <Dialog title={told ? result(done, users.length) : title(users.length)} busy={isBusy} onClose={close}>
      {phase === 'asking' && <p>{hint}</p>}
      {isBusy && (
        <label className="progress">
          <span role="status">
            {outcomes.length} of {count(users.length)} tried{phase === 'stopping' && ': stopping'}
          </span>
          <progress value={outcomes.length} max={users.length} />
        </label>
      )}
      <ul className="pairs">
        {shown.map(({ user, outcome }) => (
          <li key={user.id}>
            <span>
              <Breakable>{nameOf(user)}</Breakable>
            </span>
            {outcome && <span className={outcome.done ? 'good' : 'bad'}>{outcome.text}</span>}
            {told && !outcome && <span className="muted">Not tried</span>}
          </li>
        ))}
      </ul>
      <div className="actions">
        {isBusy ? (
          <button type="button" disabled={phase === 'stopping'} onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" onClick={close}>
            {told ? 'Close' : 'Cancel'}
          </button>
        )}
        {!told && (
          <button type="button" className={style} disabled={isBusy} onClick={act}>
            {isBusy ? 'Working…' : button}
          </button>
        )}
      </div>
    </Dialog>
  );
}
