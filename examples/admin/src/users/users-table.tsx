import type { FragmentType } from '@apollo/client/masking';
import type { Dispatch, SetStateAction } from 'react';
import { useSearchParams } from 'react-router';
import type { UserRowFragment } from '../generated/graphql.ts';
import { ColumnHeader } from '../lists/column-header.tsx';
import { orderOf } from './list.ts';
import { UserRow } from './user-row.tsx';

export type Chosen = ReadonlySet<string>;

interface Row {
  readonly id: string;
  readonly username: string | null;
}

/** The users that were read so far. */
export function UsersTable({
  rows,
  stale,
  chosen,
  onChoose,
}: {
  rows: readonly (Row & FragmentType<UserRowFragment>)[];
  /** Whether other rows are on their way. */
  stale: boolean;
  chosen: Chosen;
  onChoose: Dispatch<SetStateAction<Chosen>>;
}) {
  const order = orderOf(useSearchParams()[0]);
  const shown = rows.filter(({ id }) => chosen.has(id)).length;
  const all = rows.length > 0 && shown === rows.length;
  return (
    <table className="users" aria-label="Users" aria-busy={stale}>
      <thead>
        <tr>
          <th scope="col" className="pick">
            <input
              type="checkbox"
              aria-label="Select all that are shown"
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = shown > 0 && !all;
              }}
              onChange={() => onChoose(new Set(all ? [] : rows.map(({ id }) => id)))}
            />
          </th>
          <ColumnHeader column="user" order={order}>
            User
          </ColumnHeader>
          <th scope="col" className="groups">
            Groups
          </th>
          <ColumnHeader column="type" order={order}>
            Account
          </ColumnHeader>
          <ColumnHeader column="creator" order={order}>
            Created by
          </ColumnHeader>
          <ColumnHeader column="created" order={order}>
            Created
          </ColumnHeader>
          <ColumnHeader column="signedIn" order={order}>
            Last sign-in
          </ColumnHeader>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <UserRow key={row.id} id={row.id} user={row} chosen={chosen.has(row.id)} onChoose={onChoose} />
        ))}
        {rows.length === 0 && (
          <tr className="placeholder">
            <td colSpan={7} />
          </tr>
        )}
      </tbody>
    </table>
  );
}
