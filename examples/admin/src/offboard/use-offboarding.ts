import type { ApolloCache } from '@apollo/client';
import { useApolloClient, useMutation } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import type { OffboardMutation } from '../generated/graphql.ts';
import { type Problem, problemOf } from '../problems.ts';

const Offboard = graphql(`
  mutation Offboard($input: OffboardPersonInput!) {
    offboardPerson(input: $input) {
      __typename
      ... on OffboardPersonPayload {
        isComplete
        isDryRun
        plan {
          ...OffboardingPlanFields @unmask
        }
      }
      ... on StalePlanFailure {
        plan {
          ...OffboardingPlanFields @unmask
        }
      }
      ... on Failure {
        code
        message
      }
    }
  }
  fragment OffboardingPlanFields on OffboardingPlan {
    digest
    stepCallCount
    planningCallCount
    previouslyDoneCount
    accounts {
      platform
      username
      isCallerKnown
      error {
        code
        message
      }
    }
    steps {
      key
      platform
      description
      call
      status
      error {
        code
        message
      }
    }
  }
`);

type Payload = Extract<
  NonNullable<OffboardMutation['offboardPerson']>,
  { __typename: 'OffboardPersonPayload' | 'StalePlanFailure' }
>;
export type Plan = Payload['plan'];
export type Step = Plan['steps'][number];

export interface OffboardingState {
  /** The plan, with what became of its steps after a run. */
  readonly plan?: Plan;
  readonly isComplete?: boolean;
  /** How far it is: the plan is made, is there, is run, was run. */
  readonly phase: 'planning' | 'planned' | 'running' | 'ran';
  /** Why there is no plan, or what is known of a run that was not answered. */
  readonly problem?: Problem;
}

/**
 * Makes the plan by which a person leaves all platforms, and runs it. Making it changes nothing.
 * @returns how far it is, and what goes on from there: `makePlan` makes the plan anew, `run` takes the steps of the plan that is
 * shown, or what is left of them
 */
export function useOffboarding(email: string): OffboardingState & {
  makePlan(): Promise<void>;
  run(): Promise<void>;
} {
  const { cache } = useApolloClient();
  const [mutate] = useMutation(Offboard, { fetchPolicy: 'no-cache' });
  const [state, setState] = useState<OffboardingState>({ phase: 'planning' });

  async function makePlan() {
    setState({ phase: 'planning' });
    const { data, error } = await mutate({ variables: { input: { email, dryRun: true } } });
    setState({ phase: 'planned', ...outcomeOf(data, problemOf(error)) });
  }

  async function run() {
    if (!state.plan) return;
    const { plan: shown } = state;
    setState({ phase: 'running', plan: shown });
    const { data, error } = await mutate({ variables: { input: { email, planDigest: shown.digest } } });
    const isStale = data?.offboardPerson?.__typename === 'StalePlanFailure';
    const outcome = outcomeOf(data, problemOf(error));
    // What was not answered may have been done: the plan stays, as its digest takes whatever is left.
    setState({ phase: isStale ? 'planned' : 'ran', plan: shown, ...outcome });
    if (!isStale) forgetPeople(cache);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each person, who has a component of their own.
  useEffect(() => {
    makePlan();
  }, []);
  return { ...state, makePlan, run };
}

function outcomeOf(data: OffboardMutation | null | undefined, problem: Problem | undefined): Partial<OffboardingState> {
  const result = data?.offboardPerson;
  switch (result?.__typename) {
    case undefined:
      return { problem: problem ?? { message: 'The server sent no answer.' } };
    case 'OffboardPersonPayload':
      return { plan: result.plan, isComplete: result.isComplete };
    case 'StalePlanFailure':
      return { plan: result.plan, problem: result };
    case 'ConflictFailure':
    case 'ForbiddenFailure':
    case 'NotFoundFailure':
    case 'ValidationFailure':
      return { problem: result };
  }
}

/** Forgets whatever may show the person: it is read again when it is next looked at. */
function forgetPeople(cache: ApolloCache): void {
  for (const fieldName of ['users', 'user', 'accessRules', 'kestraTenant']) cache.evict({ fieldName });
  cache.gc();
}
