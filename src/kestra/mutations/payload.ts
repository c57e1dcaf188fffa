/** What the mutations of a user share: their failures and their payload. */

import { ConflictError, NotFoundError } from '../../errors.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { type ChangedUser, changedUserPayload } from '../../graph/payload.ts';
import type { WireSummary } from '../api.ts';
import { KestraUser } from '../types/refs.ts';

/** The failures that a change of a user can have besides the default ones. */
export const failures = { types: [NotFoundError, ConflictError] };

/** How Kestra's paths name the user of an input. */
export const userPath = { id: 'userId' } satisfies InputPaths['inputNames'];

/** The payload of a mutation that changes a user of Kestra. */
export const changedUser = (name: string, description: string) =>
  changedUserPayload<ChangedUser<WireSummary>>(name, description, {
    type: KestraUser,
    load: (userId, { kestra }) => kestra.users.byId.load(userId),
  });

/** The payload of a change for which Kestra returned the user. */
export const changed = (user: WireSummary): ChangedUser<WireSummary> => ({ userId: user.id, user });
