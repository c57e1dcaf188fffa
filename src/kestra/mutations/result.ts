import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { WireSummary } from '../api.ts';
import { KestraUser } from '../types/refs.ts';

/** What a change of a user comes to: the user where the platform answers with it, else the id to read it back by. */
export interface ChangedUser {
  readonly userId: string;
  readonly user?: WireSummary;
}

/**
 * The result of a mutation of one user: a payload of its own, or a failure.
 * @param name the mutation's name with a capital: its types are `…Payload` and `…Result`
 * @param done what has happened when the payload is returned
 */
export function userResult(name: string, done: string) {
  const Payload = builder.objectRef<ChangedUser>(`${name}Payload`).implement({
    description: done,
    fields: (t) => ({
      userId: t.exposeID('userId', { description: 'The id that Kestra gave the user.' }),
      user: t.field({
        type: KestraUser,
        nullable: true,
        description: 'The user after the change. Costs one REST call where Kestra does not return the user.',
        resolve: ({ userId, user }, _, { kestra }) => user ?? kestra.users.byId.load(userId),
      }),
    }),
  });
  return builder.errorUnion(`${name}Result`, {
    description: 'The change, or the reason why it did not happen.',
    types: [Payload, InvalidInputError, NotFoundError, ConflictError, ForbiddenError],
    resolveType: () => `${name}Payload`,
  });
}

/** The payload of a change that the platform answered with the user. */
export const changed = (user: WireSummary): ChangedUser => ({ userId: user.id, user });
