import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { costOfItems, forEach, items, oneResultEach } from '../../graph/bulk.ts';
import { localId } from '../../graph/global-id.ts';
import { listNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import type { RunaiApi } from '../api.ts';
import { readBack } from './read-back.ts';

const LogoutUserPayload = builder.objectRef<{ userId: string }>('LogoutUserPayload').implement({
  description: 'The platform ended all sessions of a user.',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: 'The id that Run:ai gave the user.' }),
    user: t.field(readBack),
  }),
});

const LogoutUserResult = builder.errorUnion('LogoutUserResult', {
  description: 'The end of the sessions, or the reason why they continue.',
  types: [LogoutUserPayload, NotFoundError, ForbiddenError, InvalidInputError],
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
    input: { ids: t.input.idList({ required: true, description: 'The `id`s of the users.', validate: items }) },
    extensions: costOfItems('ids'),
    resolve: (_, { input }, { runai }) => runai.change((api) => forEach(input.ids, (id) => logout(api, id))),
  }),
}));
