import type { KestraBindingsQuery } from '../generated/graphql.ts';
import { Holder } from './holder.tsx';

type Binding = NonNullable<
  NonNullable<NonNullable<KestraBindingsQuery['kestraTenant']>['bindings']>['edges'][number]['node']
>;

/** The bindings that were read so far: who holds which role, and where in the tenant. */
export function BindingsTable({ bindings, stale }: { bindings: readonly Binding[]; stale: boolean }) {
  return (
    <table className="users access" aria-label="Roles in the tenant" aria-busy={stale}>
      <thead>
        <tr>
          <th scope="col" className="holder">
            Holder
          </th>
          <th scope="col" className="role">
            Role
          </th>
          <th scope="col" className="scope">
            Namespace
          </th>
        </tr>
      </thead>
      <tbody>
        {bindings.map((binding) => (
          <BindingRow key={binding.id} {...binding} />
        ))}
        {bindings.length === 0 && (
          <tr className="placeholder">
            <td colSpan={3} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

function BindingRow({ member, group, role, namespace }: Binding) {
  const name = (group ? (group.name ?? group.groupId) : (member?.username ?? member?.userId)) ?? 'Not known';
  return (
    <tr>
      <th scope="row">
        {/* The username of a person is an e-mail address, by which Run:ai knows them too; that of a program is none. */}
        <Holder name={name} isUser={!group && name.includes('@')} kind={group ? 'Group' : 'Service account'} />
      </th>
      <td className="role">{role?.name ?? 'Not known'}</td>
      <td className="scope">{namespace ?? <span className="muted">Whole tenant</span>}</td>
    </tr>
  );
}
