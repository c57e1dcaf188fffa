/** The document of the explorer that plans an offboarding. */

import type { Tab } from '../platform.ts';

const plan = `# What a person has, and the calls that would remove it.
# A dry run changes nothing. To take these steps, send the
# digest as planDigest, without dryRun.
mutation PlanOffboarding($email: String!) {
  offboardPerson(input: { email: $email, dryRun: true }) {
    ... on OffboardPersonPayload {
      plan {
        digest
        stepCallCount
        accounts {
          platform
          username
          error {
            message
          }
        }
        steps {
          platform
          description
          call
          status
        }
      }
    }
    ... on Failure {
      code
      message
    }
  }
}
`;

/** What to try first of offboarding. @param email of somebody who is not the caller */
export const offboardingTab = (email: string): Tab => ({
  name: 'Plan an offboarding',
  query: plan,
  variables: { email },
});
