/** Mutations that create and revoke API tokens of users and service accounts. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { ConflictError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { Duration } from '../../graph/scalars.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import type { WireNewToken } from '../api.ts';
import { ownIdIn, tenantIdIn, userIdIn } from '../input-ids.ts';
import { createToken, deleteToken, idOfToken, ownerIds, type TokenOwner } from '../loaders/tokens.ts';

// Only this platform has durations: the graph of another is without the type.
builder.addScalarType('Duration', Duration);

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

const CreateKestraApiTokenPayload = builder.objectRef<WireNewToken>('CreateKestraApiTokenPayload').implement({
  description: 'Kestra created an API token.',
  fields: (t) => ({
    tokenId: t.exposeID('id', { description: 'The id that Kestra gave the token.' }),
    name: t.exposeString('name', { ...nullOnError, description: 'The name of the token.' }),
    fullToken: t.expose('fullToken', {
      ...nullOnError,
      type: 'Secret',
      description: 'The token itself. It is shown only here: no later request returns it.',
    }),
  }),
});

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
      name: t.input.string({
        required: true,
        description: 'The name of the token: up to 63 lower-case letters, digits, and single dashes between them.',
      }),
      description: t.input.string({ description: 'The purpose of the token.' }),
      maxAge: t.input.field({
        type: 'Duration',
        description:
          'The lifetime of the token, such as `P30D`. Give days and smaller units: Kestra can refuse months and years, which differ in length. When absent, the token never expires.',
      }),
      isExtended: t.input.boolean({ description: 'Whether each use of the token postpones its expiry.' }),
    },
    extensions: { inputNames: { extended: 'isExtended' }, uniqueInputs: ['name'] } satisfies InputPaths,
    resolve: (_, { input: { owner, name, isExtended: extended, ...rest } }, { kestra }) =>
      kestra.change(async (api) => createToken(api, ownerOf(owner), { ...omitNulls({ ...rest, extended }), name })),
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
