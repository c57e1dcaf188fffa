import { useSearchParams } from 'react-router';
import { withValues } from '../lists/values.ts';
import { Breakable } from '../parts/breakable.tsx';
import { Heading } from '../parts/heading.tsx';
import { Offboarding } from './offboarding.tsx';

/** The page on which a person leaves all platforms. The URL says who: `/offboard?email=…`. */
export function OffboardPage() {
  const [params, setParams] = useSearchParams();
  const email = params.get('email') ?? '';

  function choose(form: FormData) {
    setParams((now) => withValues(now, { email: String(form.get('email')).trim() }));
  }

  return (
    <>
      <title>Offboard</title>
      <div className="title">
        <Heading>
          Offboard <Breakable>{email || 'somebody'}</Breakable>
        </Heading>
      </div>
      {email ? (
        <Offboarding key={email} email={email} />
      ) : (
        <form action={choose} className="card offboard-whom">
          <label>
            E-mail address
            <input name="email" type="email" required autoComplete="off" />
          </label>
          <p className="hint">The plan is shown first. Nothing is changed before you confirm it.</p>
          <div className="actions">
            <button type="submit" className="primary">
              Show the plan
            </button>
          </div>
        </form>
      )}
    </>
  );
}
