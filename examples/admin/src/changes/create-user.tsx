import { useMutation } from '@apollo/client/react';
import type { SubmitEvent } from 'react';
import { graphql } from '../generated/gql.ts';
import type { CreateUserMutation } from '../generated/graphql.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { problemOfChange } from '../problems.ts';
import type { Key } from '../user/address.ts';
import { NewPassword } from './new-password.tsx';

const CreateUserDocument = graphql(`
  mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) {
      __typename
      ... on CreateUserPayload {
        userId
        username
        temporaryPassword
      }
      ... on Failure {
        code
        message
      }
      ... on ValidationFailure {
        issues {
          path
          code
        }
      }
    }
  }
`);

/** Asks for the address of a new user; then shows the temporary password, which nobody can ask for again. */
export function CreateUser({ onClose }: { onClose: (created?: Key) => void }) {
  // Not into the cache: the password is nowhere but in this dialog, and goes with it.
  const [create, { data, error, loading }] = useMutation(CreateUserDocument, { fetchPolicy: 'no-cache' });
  const result = data?.createUser;
  if (result?.__typename === 'CreateUserPayload') {
    const { username, userId, temporaryPassword } = result;
    return (
      <NewPassword
        title="User created"
        username={username ?? 'The new user'}
        password={temporaryPassword}
        onClose={() => onClose(username ? { username } : { userId })}
      />
    );
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = {
      email: String(form.get('email')),
      resetPassword: form.has('resetPassword'),
      // Versions that cannot send mail refuse to be asked for it, even for none.
      notify: form.has('notify') || undefined,
    };
    create({ variables: { input } });
  }

  const refusal = result && refusalOf(result);
  const problem = refusal?.at === 'form' ? refusal : problemOfChange(error);
  const wrong = refusal?.at === 'email';
  return (
    <Dialog title="New user" busy={loading} onClose={() => onClose()}>
      <form onSubmit={submit}>
        <label>
          E-mail address
          <input
            name="email"
            type="email"
            required
            autoComplete="off"
            aria-invalid={wrong}
            aria-describedby="refusal"
          />
        </label>
        <p id="refusal" role="alert" className="bad">
          {wrong && !loading && refusal.message}
        </p>
        <label className="check">
          <input name="resetPassword" type="checkbox" defaultChecked />
          The password must be changed at the first sign-in
        </label>
        <label className="check">
          <input name="notify" type="checkbox" />
          Send a mail with a link to set the password
        </label>
        {problem && !loading && (
          <Trouble what={refusal ? 'The user was not created.' : 'This failed.'} problem={problem} />
        )}
        <div className="actions">
          <button type="button" disabled={loading} onClick={() => onClose()}>
            Cancel
          </button>
          <button type="submit" className="primary" disabled={loading}>
            {loading ? 'Creating…' : 'Create'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

type Refusal = Exclude<NonNullable<CreateUserMutation['createUser']>, { __typename: 'CreateUserPayload' }>;

/** Why there is no new user, and where the form says so. */
function refusalOf(result: Refusal): { at: 'email' | 'form'; message: string; code: string } {
  const { code, message } = result;
  switch (result.__typename) {
    case 'ConflictFailure':
      return { at: 'email', code, message };
    case 'ValidationFailure': {
      // The rule is a pattern, which says little to a person.
      const address = result.issues.some(({ path: [name] }) => name === 'email');
      return address
        ? { at: 'email', code, message: 'Run:ai does not accept this as an e-mail address.' }
        : { at: 'form', code, message };
    }
    case 'ForbiddenFailure':
    case 'UnsupportedFailure':
      return { at: 'form', code, message };
  }
}
