import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { focusHeading } from '../parts/heading.tsx';
import { ChangeDialog, type Person } from './change-dialog.tsx';
import { most, useDeletion, useEndOfSessions } from './changes.ts';
import { forgetUsers } from './forget.ts';

/** Buttons to end the sessions of users and to delete them: each asks first, and then tells what became of each user. */
export function ChangeUsers({
  users,
  onDeleted,
}: {
  users: readonly Person[];
  /** Leaves a page that is about somebody who is no more. */
  onDeleted?: () => void | Promise<void>;
}) {
  const [asked, setAsked] = useState<{ kind: 'end' | 'delete'; users: readonly Person[] }>();
  const change = { delete: useDeletion(), end: useEndOfSessions() };
  const { cache } = useApolloClient();
  const tooMany = users.length > most;

  async function close(gone: readonly string[]) {
    setAsked(undefined);
    if (gone.length === 0) return;
    // In this order: a page that shows the user would else ask the graph for somebody who is gone.
    await onDeleted?.();
    forgetUsers(cache, gone);
    focusHeading();
  }

  return (
    <div className="actions">
      {tooMany && <span className="muted">At most {most} at once</span>}
      <button type="button" disabled={tooMany} onClick={() => setAsked({ kind: 'end', users })}>
        End sessions
      </button>
      <button type="button" className="danger" disabled={tooMany} onClick={() => setAsked({ kind: 'delete', users })}>
        Delete
      </button>
      {asked && <ChangeDialog {...asked} change={change[asked.kind]} onClose={close} />}
    </div>
  );
}
