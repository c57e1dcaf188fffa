import { Choice } from '../lists/choice.tsx';
import { useTyped } from '../lists/typed.ts';

/** What the list is narrowed by. The URL holds it, so that it can be shared and gone back from. */
export function Filters() {
  return (
    <search className="filters">
      <label className="wide">
        Search
        <input type="search" placeholder="Name or e-mail" {...useTyped('q')} />
      </label>
      <Choice name="type" label="Account" choices={{ local: 'Local', sso: 'Single sign-on' }} />
      <label>
        Signed in since
        <input type="date" {...useTyped('since')} />
      </label>
    </search>
  );
}
