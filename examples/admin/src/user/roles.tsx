import type { Role } from '../generated/graphql.ts';
import { readable } from '../parts/known.ts';

const names: Readonly<Record<Role, string>> = {
  ADMIN: 'Administrator',
  DEPARTMENT_ADMIN: 'Department administrator',
  EDITOR: 'Editor',
  ML_ENGINEER: 'ML engineer',
  RESEARCHER: 'Researcher',
  RESEARCH_MANAGER: 'Research manager',
  VIEWER: 'Viewer',
};

/** Roles, as a person reads them. */
export function Roles({ roles }: { roles: readonly (Role | null)[] | null }) {
  if (!roles) return <span className="muted">Not known</span>;
  if (roles.length === 0) return <span className="muted">No role</span>;
  const unknown = roles.filter((role) => role === null).length;
  return (
    <>
      {readable(roles).map((role) => (
        <span key={role} className="chip">
          {names[role]}
        </span>
      ))}
      {unknown > 0 && <span className="bad">and {unknown} that this page does not know</span>}
    </>
  );
}
