import { Link, useSearchParams } from 'react-router';
import type { AccessRulesQuery } from '../generated/graphql.ts';
import { ColumnHeader } from '../lists/column-header.tsx';
import { Breakable } from '../parts/breakable.tsx';
import { Day } from '../parts/day.tsx';
import { pageOf } from '../user/address.ts';
import { Holder } from './holder.tsx';
import { holderTypes, orderOf } from './rules-list.ts';
import { scopeTypes } from './scope.ts';

type Rule = NonNullable<NonNullable<AccessRulesQuery['accessRules']>['edges'][number]['node']>;

/** The rules that were read so far: who holds which role where. */
export function RulesTable({ rules, stale }: { rules: readonly Rule[]; stale: boolean }) {
  const order = orderOf(useSearchParams()[0]);
  return (
    <table className="users access" aria-label="Access rules" aria-busy={stale}>
      <thead>
        <tr>
          <ColumnHeader column="holder" order={order}>
            Holder
          </ColumnHeader>
          <ColumnHeader column="role" order={order}>
            Role
          </ColumnHeader>
          <ColumnHeader column="scope" order={order}>
            Scope
          </ColumnHeader>
          <ColumnHeader column="granter" order={order}>
            Granted by
          </ColumnHeader>
          <ColumnHeader column="granted" order={order}>
            Granted
          </ColumnHeader>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.id} {...rule} />
        ))}
        {rules.length === 0 && (
          <tr className="placeholder">
            <td colSpan={5} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

function RuleRow({ subject, role, scope, createdBy, createdAt, status }: Rule) {
  const { type, subjectId } = subject;
  const everyone = type === 'ALL_AUTHENTICATED_USERS';
  const kind = type ? holderTypes[type] : 'Not known';
  return (
    <tr>
      <th scope="row">
        {everyone ? (
          kind
        ) : (
          <Holder name={subjectId ?? 'Not known'} isUser={type === 'USER' && !!subjectId} kind={kind} />
        )}
      </th>
      <td className="role">
        {role?.name ?? 'Not known'}
        {status?.phase && status.phase !== 'READY' && <span className="hint"> {phases[status.phase]}</span>}
      </td>
      <td className="scope">
        <Breakable>{scope.name ?? 'Not known'}</Breakable>{' '}
        <span className="hint">{scope.type ? scopeTypes[scope.type] : 'Not known'}</span>
      </td>
      <td className="granter">
        {createdBy?.includes('@') ? (
          <Link to={pageOf({ username: createdBy })}>{createdBy}</Link>
        ) : (
          (createdBy ?? 'Not known')
        )}
      </td>
      <td className="granted">
        <Day at={createdAt} none="Not known" />
      </td>
    </tr>
  );
}

const phases = { CREATING: 'not yet in effect', DELETING: 'being removed', NOT_READY: 'not in effect everywhere' };
