import type { ErrorLike } from '@apollo/client';
import { useMutation } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { DeleteUsersMutation, LogoutUsersMutation } from '../generated/graphql.ts';
import { problemAt, problemOfChange } from '../problems.ts';

/** The most users that one mutation takes. */
const most = 100;

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

/**
 * Changes any number of users, by one request after another.
 * @param stopped asked before each request; and after one that changed nothing, no other is made
 * @param told hears of each request what became of its users
 */
export async function changeAll(
  change: Change,
  ids: readonly string[],
  stopped: () => boolean,
  told: (outcomes: readonly Outcome[]) => void,
): Promise<void> {
  for (let from = 0; from < ids.length && !stopped(); from += most) {
    const outcomes = await change(ids.slice(from, from + most));
    told(outcomes);
    if (outcomes.every(({ done, gone }) => !done && !gone)) return;
  }
}

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
      return { done: true, gone: true, text: 'Already gone' };
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
  const problem = problemAt(error, field, 'results', index) ?? problemOfChange(error);
  return failed(problem?.message ?? 'The server sent no answer.');
}
