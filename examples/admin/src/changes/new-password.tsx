import { useState } from 'react';
import { Breakable } from '../parts/breakable.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Shows a password, this once; or says that its answer was lost. */
export function NewPassword({
  title,
  username,
  password,
  onClose,
}: {
  title: string;
  username: string;
  password: string | null;
  onClose: () => void;
}) {
  const [copied, setCopied] = useState('');
  if (password === null)
    return (
      <Dialog title={title} onClose={onClose}>
        <p>
          The answer with the password was lost. Reset the password of{' '}
          <strong>
            <Breakable>{username}</Breakable>
          </strong>{' '}
          to get another one.
        </p>
        <div className="actions">
          <button type="button" onClick={onClose}>
            Done
          </button>
        </div>
      </Dialog>
    );
  function copy(password: string) {
    navigator.clipboard.writeText(password).then(
      () => setCopied('Copied.'),
      () => setCopied('The browser did not allow it: select the password and copy it.'),
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <p>
        <strong>
          <Breakable>{username}</Breakable>
        </strong>{' '}
        signs in with this temporary password:
      </p>
      <p className="password">
        <code>{password}</code>
        <button type="button" className="primary" onClick={() => copy(password)}>
          Copy
        </button>
      </p>
      <p className="hint">It is shown only once.</p>
      <div className="actions">
        <span role="status" className="muted">
          {copied}
        </span>
        <button type="button" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
