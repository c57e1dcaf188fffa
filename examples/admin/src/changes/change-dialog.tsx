import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { nameOf } from '../parts/known.ts';
import type { Change, Outcome } from './changes.ts';

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

/** Asks whether to change users; then tells what became of each. */
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
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const { button, style, title, hint, result } = words[kind];

  async function act() {
    setBusy(true);
    setOutcomes(await change(users.map(({ id }) => id)));
    setBusy(false);
  }

  function close() {
    onClose(users.filter((_, place) => outcomes?.[place]?.gone).map(({ id }) => id));
  }

  const done = outcomes?.filter((outcome) => outcome.done).length ?? 0;
  const heading = outcomes ? result(done, users.length) : title(users.length);
  return (
    <Dialog title={heading} busy={busy} onClose={close}>
      {!outcomes && <p>{hint}</p>}
      <ul className="pairs">
        {users.map((user, place) => {
          const outcome = outcomes?.[place];
          return (
            <li key={user.id}>
              <span>{nameOf(user)}</span>
              {outcome && <span className={outcome.done ? 'good' : 'bad'}>{outcome.text}</span>}
            </li>
          );
        })}
      </ul>
      <div className="actions">
        <button type="button" disabled={busy} onClick={close}>
          {outcomes ? 'Close' : 'Cancel'}
        </button>
        {!outcomes && (
          <button type="button" className={style} disabled={busy} onClick={act}>
            {busy ? 'Working…' : button}
          </button>
        )}
      </div>
    </Dialog>
  );
}
