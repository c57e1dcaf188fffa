/** Mutations that create and revoke API tokens of users and service accounts. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { ownIdIn, tenantIdIn, userIdIn } from '../input-ids.ts';
import { createToken, deleteToken, idOfToken, ownerIds, type TokenOwner } from '../loaders/tokens.ts';
import type { NewToken } from '../tokens-api.ts';
import { newTokenPayload, tokenBody, tokenFields } from './new-token.ts';

const KestraServiceAccountKey = builder.inputType('KestraServiceAccountKey', {
  description: 'The key of a service account of Kestra.',
  fields: (t) => ({
    serviceAccountId: t.id({
      required: true,
      description: 'The `id` of the service account, or the id that Kestra gave it.',
    }),
    tenantId: t.id({
      description:
        'The `id` of the tenant to search, or the id that Kestra gave it. When absent, all tenants are searched, which requires super-admin rights.',
    }),
  }),
});

const KestraTokenOwner = builder.inputType('KestraTokenOwner', {
  description: 'The owner of an API token: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    userId: t.id({ description: 'The `id` of a user, or the id that Kestra gave it. Requires super-admin rights.' }),
    serviceAccount: t.field({ type: KestraServiceAccountKey, description: 'The key of a service account.' }),
  }),
});

const CreateKestraApiTokenPayload = newTokenPayload<NewToken & { readonly owner: TokenOwner }>(
  'CreateKestraApiTokenPayload',
  'Kestra created an API token.',
  { ownerOf: ({ owner }) => owner },
);

const DeleteKestraApiTokenPayload = builder
  .objectRef<{ tokenId: string; owner: TokenOwner }>('DeleteKestraApiTokenPayload')
  .implement({
    description: 'Kestra revoked an API token.',
    fields: (t) => ({
      deletedId: t.id({
        description: 'The global `id` of the revoked token, for clients to remove it from their cache.',
        resolve: ({ owner, tokenId }) => encodeGlobalID('KestraApiToken', idOfToken(owner, tokenId)),
      }),
      tokenId: t.exposeID('tokenId', { description: 'The id that Kestra gave the revoked token.' }),
    }),
  });

builder.mutationFields((t) => ({
  createKestraApiToken: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraApiTokenPayload,
    errors: { types: [NotFoundError, ConflictError] },
    description: 'Creates an API token for a user or a service account.',
    input: {
      owner: t.input.field({ type: KestraTokenOwner, required: true, description: 'The owner of the token.' }),
      ...tokenFields(t.input),
    },
    extensions: { inputNames: { extended: 'isExtended' }, uniqueInputs: ['name'] } satisfies InputPaths,
    resolve: (_, { input: { owner, ...token } }, { kestra }) =>
      kestra.change(async (api) => {
        const of = ownerOf(owner);
        return { ...(await createToken(api, of, tokenBody(token))), owner: of };
      }),
  }),
  deleteKestraApiToken: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraApiTokenPayload,
    errors: { types: [NotFoundError] },
    description: 'Revokes an API token of a user or a service account.',
    input: {
      owner: t.input.field({ type: KestraTokenOwner, required: true, description: 'The owner of the token.' }),
      tokenId: t.input.id({ required: true, description: 'The `id` of the token, or its `tokenId`.' }),
    },
    resolve: (_, { input: { owner: of, tokenId: sent } }, { kestra }) =>
      kestra.change(async (api) => {
        const owner = ownerOf(of);
        const tokenId = ownIdIn('KestraApiToken', sent, ['tokenId'], ownerIds(owner));
        await deleteToken(api, owner, tokenId);
        return { owner, tokenId };
      }),
  }),
}));

function ownerOf({ userId, serviceAccount }: typeof KestraTokenOwner.$inferInput): TokenOwner {
  if (serviceAccount == null) return { userId: userIdIn(userId ?? '', ['owner', 'userId']) };
  const { serviceAccountId, tenantId } = serviceAccount;
  const path = ['owner', 'serviceAccount'];
  const id = platformId('KestraServiceAccount', serviceAccountId, [...path, 'serviceAccountId']);
  return {
    serviceAccount: { id, ...(tenantId != null && { tenant: tenantIdIn(tenantId, [...path, 'tenantId']) }) },
  };
}
