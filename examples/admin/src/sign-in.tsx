import type { Credentials } from './session.ts';

/** Asks for the tokens. They are tried by the first page that reads with them. */
export function SignIn({ onSignIn }: { onSignIn: (credentials: Credentials) => void }) {
  function signIn(form: FormData) {
    const text = (name: string) => String(form.get(name)).trim();
    onSignIn({ runai: text('runai'), kestra: text('kestra') });
  }

  return (
    <main className="sign-in">
      <title>Sign in</title>
      <form action={signIn} className="card">
        <h1>Sign in</h1>
        <label>
          Run:ai token
          <input name="runai" type="password" required autoComplete="off" aria-describedby="sandbox" />
        </label>
        <label>
          Kestra token (optional)
          <input name="kestra" type="password" autoComplete="off" aria-describedby="sandbox" />
        </label>
        <button type="submit" className="primary">
          Sign in
        </button>
        <p id="sandbox" className="hint">
          On the sandbox, <code>sandbox-admin</code> may do everything and <code>sandbox-viewer</code> may read, on both
          platforms. This tab keeps the tokens until it is closed or you sign out.
        </p>
      </form>
    </main>
  );
}
