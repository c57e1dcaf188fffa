import type { Role } from '../generated/graphql.ts';

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
export function Roles({ roles }: { roles: readonly Role[] }) {
  if (roles.length === 0) return <span className="muted">No role</span>;
  return roles.map((role) => (
    <span key={role} className="chip">
      {names[role]}
    </span>
  ));
}
