import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/gql.ts';
import { Breakable } from '../parts/breakable.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { nameOf } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemOfChange } from '../problems.ts';
import { useRights } from '../rights.ts';
import type { Person } from './change-dialog.tsx';
import { NewPassword } from './new-password.tsx';

const ResetPasswordDocument = graphql(`
  mutation ResetPassword($id: ID!) {
    resetUserPassword(input: { userId: $id }) {
      __typename
      ... on ResetUserPasswordPayload {
        temporaryPassword
      }
      ... on Failure {
        code
        message
      }
    }
  }
`);

/** A button that replaces the password of a local user, after a question. Who may not change users does not see it. */
export function ResetPassword({ user }: { user: Person }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!useRights().users.update) return null;
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Reset password
      </button>
      {isOpen && <ResetDialog user={user} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ResetDialog({ user, onClose }: { user: Person; onClose: () => void }) {
  // Not into the cache: the password is nowhere but in this dialog, and goes with it.
  const [reset, { data, error, loading }] = useMutation(ResetPasswordDocument, { fetchPolicy: 'no-cache' });
  const result = data?.resetUserPassword;
  if (result?.__typename === 'ResetUserPasswordPayload') {
    const { temporaryPassword } = result;
    return (
      <NewPassword title="Password reset" username={nameOf(user)} password={temporaryPassword} onClose={onClose} />
    );
  }
  const problem = result ?? problemOfChange(error);
  return (
    <Dialog title="Reset the password?" busy={loading} onClose={onClose}>
      <p>
        The password of <Breakable>{nameOf(user)}</Breakable> stops working. Run:ai makes a temporary one, which you
        pass on.
      </p>
      {problem && !loading && (
        <Trouble what={result ? 'The password was not reset.' : 'This failed.'} problem={problem} />
      )}
      <div className="actions">
        <button type="button" disabled={loading} onClick={onClose}>
          {problem ? 'Close' : 'Cancel'}
        </button>
        <button
          type="button"
          className="danger filled"
          disabled={loading}
          onClick={() => reset({ variables: { id: user.id } })}
        >
          {loading ? 'Resetting…' : 'Reset password'}
        </button>
      </div>
    </Dialog>
  );
}
