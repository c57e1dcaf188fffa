import { Link } from 'react-router';
import { scopeText } from '../access/scope.ts';
import type { AccessSubjectType, ScopeType } from '../generated/graphql.ts';
import { readable } from '../parts/known.ts';

interface Rule {
  readonly id: string;
  readonly role: { readonly name: string | null } | null;
  readonly scope: { readonly type: ScopeType | null; readonly name: string | null };
}

/** Access rules, as a person reads them: each role, and where it is held. Those that are left stand in the list of all rules. */
export function Rules({
  rules,
  total,
  holder,
}: {
  rules: readonly (Rule | null)[];
  total: number | null;
  /** Whom they name, as the list of all rules takes it. */
  holder: { readonly holder: AccessSubjectType; readonly who: string };
}) {
  const left = (total ?? 0) - rules.length;
  return (
    <ul className="rules">
      {readable(rules).map(({ id, role, scope }) => (
        <li key={id}>
          <span className="chip">{role?.name ?? 'Not known'}</span> {scopeText(scope)}
        </li>
      ))}
      {left > 0 && (
        <li>
          <Link to={`/access?${new URLSearchParams(holder)}`}>and {left} more</Link>
        </li>
      )}
    </ul>
  );
}
