import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { type Dispatch, memo, type SetStateAction, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { graphql } from '../generated/gql.ts';
import type { UserRowFragment } from '../generated/graphql.ts';
import { Breakable } from '../parts/breakable.tsx';
import { Day } from '../parts/day.tsx';
import { nameOf, readable } from '../parts/known.ts';
import { pageOf } from '../user/address.ts';
import type { Chosen } from './users-table.tsx';

// `createdBy` is in the row, while `creator` would cost the platform another look: the user's page does that.
const UserRowFields = graphql(`
  fragment UserRow on User {
    id
    username
    isLocal
    createdBy
    createdAt
    lastLoginAt
    groups(first: 2) {
      totalCount
      nodes {
        id
        name
      }
    }
  }
`);

/** Whose page was opened last: the focus comes back there with the person. */
let opened: string | undefined;

/** A user in the table. */
export const UserRow = memo(function UserRow({
  id,
  user,
  chosen,
  onChoose,
}: {
  id: string;
  user: FragmentType<UserRowFragment>;
  chosen: boolean;
  onChoose: Dispatch<SetStateAction<Chosen>>;
}) {
  const { data, complete } = useFragment({ fragment: UserRowFields, from: user });
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (opened === id) link.current?.focus({ preventScroll: true });
    if (opened === id) opened = undefined;
  }, [id]);
  // Gone from the cache, and in a moment from the list: until then the row keeps its place, so that the end of the list
  // does not come near and ask for more.
  if (!complete)
    return (
      <tr>
        <td colSpan={7} />
      </tr>
    );

  const { isLocal, createdBy, createdAt, lastLoginAt, groups } = data;
  const name = nameOf(data);
  const others = (groups?.totalCount ?? 0) - (groups?.nodes.length ?? 0);
  return (
    <tr className={chosen ? 'chosen' : undefined}>
      <td className="pick">
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          checked={chosen}
          onChange={() => onChoose((now) => now.symmetricDifference(new Set([id])))}
        />
      </td>
      <th scope="row">
        <Link
          ref={link}
          to={pageOf({ id })}
          onClick={() => {
            opened = id;
          }}
        >
          <Breakable>{name}</Breakable>
        </Link>
      </th>
      <td className="groups">
        <div className="chips">
          {readable(groups?.nodes ?? []).map((group) => (
            <span key={group.id} className="chip">
              {group.name}
            </span>
          ))}
          {others > 0 && <span className="muted">+{others}</span>}
          {groups?.totalCount === 0 && <span className="muted">None</span>}
          {!groups && <span className="muted">Not known</span>}
        </div>
      </td>
      <td className="type">{isLocal === null ? 'Not known' : isLocal ? 'Local' : 'Single sign-on'}</td>
      <td className="creator">
        {createdBy ? (
          <Link to={pageOf({ username: createdBy })}>{createdBy}</Link>
        ) : (
          <span className="muted">{createdBy === null ? 'Not known' : 'Nobody'}</span>
        )}
      </td>
      <td className="created">
        <Day at={createdAt} none="Not known" />
      </td>
      <td className="signedIn">
        <Day at={lastLoginAt} none="Never" />
      </td>
    </tr>
  );
});
