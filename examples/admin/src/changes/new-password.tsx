import { useState } from 'react';
import { Breakable } from '../parts/breakable.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** Shows a password, this once. */
export function NewPassword({
  title,
  username,
  password,
  onClose,
}: {
  title: string;
  username: string;
  password: string;
  onClose: () => void;
}) {
  const [copied, setCopied] = useState('');
  function copy() {
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
        <button type="button" className="primary" onClick={copy}>
          Copy
        </button>
      </p>
      <p className="hint">It is shown this once, and cannot be asked for again.</p>
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
