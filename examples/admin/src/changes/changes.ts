import type { ErrorLike } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { DeleteUsersMutation, LogoutUsersMutation } from '../generated/graphql.ts';
import { problemAt, problemOf } from '../problems.ts';

/** The most users that one mutation takes. */
export const most = 100;

/** What became of one user. */
export interface Outcome {
  /** Whether it is as was asked. */
  readonly done: boolean;
  /** Whether the user is no more. */
  readonly gone: boolean;
  /** The same for people; of a failure, why. */
  readonly text: string;
}

/** Changes users, in one request. @returns what became of each, in their order */
export type Change = (ids: readonly string[]) => Promise<readonly Outcome[]>;

const DeleteUsers = graphql(`
  mutation DeleteUsers($ids: [ID!]!) {
    deleteUsers(input: { userIds: $ids }) {
      results {
        index
        result {
          __typename
          ... on DeleteUserPayload {
            deletedId
          }
          ... on Failure {
            message
          }
        }
      }
    }
  }
`);

const LogoutUsers = graphql(`
  mutation LogoutUsers($ids: [ID!]!) {
    logoutUsers(input: { userIds: $ids }) {
      results {
        index
        result {
          __typename
          ... on LogoutUserPayload {
            userId
          }
          ... on Failure {
            message
          }
        }
      }
    }
  }
`);

type Deletion = NonNullable<DeleteUsersMutation['deleteUsers']>['results'][number]['result'];
type Ending = NonNullable<LogoutUsersMutation['logoutUsers']>['results'][number]['result'];

/** Deletes users for good. */
export function useDeletion(): Change {
  const [mutate] = useMutation(DeleteUsers);
  return async (ids) => {
    const { data, error } = await mutate({ variables: { ids: [...ids] } });
    const results = data?.deleteUsers?.results;
    return ids.map((_, index) => deletion(results?.[index]?.result, unforeseen(error, 'deleteUsers', index)));
  };
}

/** Ends all sessions of users. */
export function useEndOfSessions(): Change {
  const [mutate] = useMutation(LogoutUsers);
  return async (ids) => {
    const { data, error } = await mutate({ variables: { ids: [...ids] } });
    const results = data?.logoutUsers?.results;
    return ids.map((_, index) => ending(results?.[index]?.result, unforeseen(error, 'logoutUsers', index)));
  };
}

function deletion(result: Deletion | undefined, other: Outcome): Outcome {
  switch (result?.__typename) {
    case undefined:
      return other;
    case 'DeleteUserPayload':
      return { done: true, gone: true, text: 'Deleted' };
    case 'NotFoundFailure':
      return { done: true, gone: true, text: 'Was gone before' };
    case 'ForbiddenFailure':
    case 'ValidationFailure':
      return failed(result.message);
  }
}

function ending(result: Ending | undefined, other: Outcome): Outcome {
  switch (result?.__typename) {
    case undefined:
      return other;
    case 'LogoutUserPayload':
      return { done: true, gone: false, text: 'Sessions ended' };
    case 'NotFoundFailure':
      return { done: false, gone: true, text: 'Is gone' };
    case 'ForbiddenFailure':
    case 'ValidationFailure':
      return failed(result.message);
  }
}

const failed = (text: string): Outcome => ({ done: false, gone: false, text });

/** Why an item has no result: what nobody foresees stands in `errors`, and may be about the item or about all. */
function unforeseen(error: ErrorLike | undefined, field: string, index: number): Outcome {
  const problem = problemAt(error, field, 'results', index) ?? problemOf(error);
  if (!problem) return failed('Nothing was answered.');
  // The graph says itself what is known of a change that failed. When it was not reached, nobody does.
  const doubt = problem.code ? '' : ' Whether the change took effect is unknown: look before you try again.';
  return failed(problem.message + doubt);
}
