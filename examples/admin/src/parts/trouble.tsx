import { useContext } from 'react';
import { mayPass, type Problem } from '../problems.ts';
import { SignOut } from '../session.ts';
import { focusHeading } from './heading.tsx';

/** Says that something could not be had, why, and what a person can do about it. */
export function Trouble({ what, problem, onRetry }: { what: string; problem: Problem; onRetry?: () => void }) {
  const signOut = useContext(SignOut);
  const expected = problem.code === 'UNSUPPORTED_BY_VERSION';
  const denied = problem.code === 'UNAUTHENTICATED';
  return (
    <div className={expected ? 'trouble calm' : 'trouble'} role="alert">
      <p>
        <strong>{what}</strong> {denied ? 'The token is missing, or not accepted.' : problem.message}{' '}
        {problem.code && <code>{problem.code}</code>}
      </p>
      {denied && (
        <button type="button" onClick={signOut}>
          Sign in again
        </button>
      )}
      {onRetry && mayPass(problem) && (
        <button
          type="button"
          onClick={() => {
            // The button goes while it is tried.
            focusHeading();
            onRetry();
          }}
        >
          Try again
        </button>
      )}
    </div>
  );
}
