import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { focusHeading } from '../parts/heading.tsx';
import { useRights } from '../rights.ts';
import { ChangeDialog, type Person } from './change-dialog.tsx';
import { useDeletion, useEndOfSessions } from './changes.ts';
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
  const may = useRights().users;

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
      {may.update && (
        <button type="button" onClick={() => setAsked({ kind: 'end', users })}>
          End sessions
        </button>
      )}
      {may.delete && (
        <button type="button" className="danger" onClick={() => setAsked({ kind: 'delete', users })}>
          Delete
        </button>
      )}
      {!may.update && !may.delete && <span className="muted">You may see users, but not change them.</span>}
      {asked && <ChangeDialog {...asked} change={change[asked.kind]} onClose={close} />}
    </div>
  );
}
