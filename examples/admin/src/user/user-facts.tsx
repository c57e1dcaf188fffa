import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { Link } from 'react-router';
import { graphql } from '../generated/gql.ts';
import type { UserFactsFragment } from '../generated/graphql.ts';
import { Breakable } from '../parts/breakable.tsx';
import { Day } from '../parts/day.tsx';
import { nameOf } from '../parts/known.ts';
import { Trouble } from '../parts/trouble.tsx';
import { problemAt } from '../problems.ts';
import { pageOf } from './address.ts';
import { type Asked, Facts, Section } from './section.tsx';

const UserFactsFields = graphql(`
  fragment UserFacts on User {
    userId
    isLocal
    createdAt
    updatedAt
    lastLoginAt
    createdBy
    creator {
      id
      username
    }
  }
`);

/** What is known of the account itself. */
export function UserFacts({ user, error, onRetry }: Asked & { user: FragmentType<UserFactsFragment> }) {
  const { data, complete } = useFragment({ fragment: UserFactsFields, from: user });
  if (!complete) return null;
  const { userId, isLocal, createdAt, updatedAt, lastLoginAt, createdBy, creator } = data;
  const problem = problemAt(error, 'user', 'creator');
  return (
    <Section title="Account">
      <Facts
        facts={{
          Kind: isLocal === null ? 'Not known' : isLocal ? 'Local' : 'Single sign-on',
          'Last sign-in': <Day at={lastLoginAt} none="Never" />,
          Created: <Day at={createdAt} none="Not known" />,
          'Created by': creator ? (
            <Link to={pageOf({ id: creator.id })}>
              <Breakable>{nameOf(creator)}</Breakable>
            </Link>
          ) : (
            (createdBy ?? 'Not known') || 'Nobody'
          ),
          'Last changed': <Day at={updatedAt} none="Not known" />,
          'User id': <code>{userId}</code>,
        }}
      />
      {problem && <Trouble what="The creator could not be read." problem={problem} onRetry={onRetry} />}
    </Section>
  );
}
