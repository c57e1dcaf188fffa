import { NavLink } from 'react-router';
import { Heading } from '../parts/heading.tsx';

const number = new Intl.NumberFormat();

/** The top of both pages about access: their name, how many rows are shown, and the way to the other platform. */
export function AccessNav({ shown, total }: { shown: number | undefined; total: number | null | undefined }) {
  return (
    <>
      <title>Access</title>
      <div className="title">
        <Heading>Access</Heading>
        <p role="status" className="muted">
          {shown === undefined
            ? 'Loading…'
            : `${number.format(shown)}${total == null ? '' : ` of ${number.format(total)}`} shown`}
        </p>
      </div>
      <nav className="platforms" aria-label="Platform">
        <NavLink to="/access" end>
          Run:ai
        </NavLink>
        <NavLink to="/access/kestra">Kestra</NavLink>
      </nav>
    </>
  );
}
