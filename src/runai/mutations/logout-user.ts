/** Mutations that end the sessions of users: of one, or of several at once. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { bulkItems, costOfItems, forEachItem, oneResultEach } from '../../graph/bulk.ts';
import { localId } from '../../graph/global-id.ts';
import { changedUserPayload } from '../../graph/payload.ts';
import { listNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import type { RunaiApi } from '../api.ts';
import { readBack } from './read-back.ts';

const LogoutUserPayload = changedUserPayload(
  'LogoutUserPayload',
  'The platform ended all sessions of a user.',
  readBack,
);

/** One union for both mutations, so that clients read either result with the same fragment. */
const LogoutUserResult = builder.errorUnion('LogoutUserResult', {
  description: 'The end of the sessions, or the reason why they continue.',
  types: [LogoutUserPayload, NotFoundError],
  resolveType: () => 'LogoutUserPayload',
});

async function logout(api: RunaiApi, id: string) {
  const userId = localId('User', id);
  await api.logoutUser(userId);
  return { userId };
}

builder.mutationFields((t) => ({
  logoutUser: t.fieldWithInput({
    ...nullOnError,
    type: LogoutUserResult,
    description: 'Ends all sessions of a user.',
    input: { id: t.input.id({ required: true, description: 'The `id` of the user.' }) },
    resolve: (_, { input }, { runai }) => runai.change((api) => logout(api, input.id)),
  }),
  logoutUsers: t.fieldWithInput({
    ...listNullOnError,
    type: [LogoutUserResult],
    description: `Ends all sessions of several users. ${oneResultEach}`,
    input: { ids: t.input.idList({ required: true, description: 'The `id`s of the users.', validate: bulkItems }) },
    extensions: costOfItems('ids'),
    resolve: (_, { input }, { runai }) => runai.change((api) => forEachItem(input.ids, (id) => logout(api, id))),
  }),
}));
