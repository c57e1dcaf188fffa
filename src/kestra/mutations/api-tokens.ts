import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { localId } from '../../graph/global-id.ts';
import { given } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import type { WireNewToken } from '../api.ts';
import { createToken, deleteToken, type TokenOwner } from '../loaders/tokens.ts';

const KestraServiceAccountKey = builder.inputType('KestraServiceAccountKey', {
  description: 'A service account of Kestra.',
  fields: (t) => ({
    id: t.id({ required: true, description: "The platform's own id of the service account." }),
    tenant: t.id({
      description: 'The id of the tenant to look in. Without it, all are looked in, which takes a super admin.',
    }),
  }),
});

const KestraTokenOwner = builder.inputType('KestraTokenOwner', {
  description: 'Whose API token is meant: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    user: t.id({ description: 'The `id` of a user. Takes a super admin.' }),
    serviceAccount: t.field({ type: KestraServiceAccountKey, description: 'A service account.' }),
  }),
});

const CreateKestraApiTokenPayload = builder.objectRef<WireNewToken>('CreateKestraApiTokenPayload').implement({
  description: 'An API token was made.',
  fields: (t) => ({
    tokenId: t.exposeID('id', { description: "The platform's own id of the token." }),
    name: t.exposeString('name', { ...nullOnError, description: 'The name of the token.' }),
    fullToken: t.expose('fullToken', {
      ...nullOnError,
      type: 'Secret',
      description: 'The token itself. It is shown this once and cannot be asked for again.',
    }),
  }),
});

const CreateKestraApiTokenResult = builder.errorUnion('CreateKestraApiTokenResult', {
  description: 'The new token, or why there is none.',
  types: [CreateKestraApiTokenPayload, InvalidInputError, NotFoundError, ConflictError, ForbiddenError],
  resolveType: () => 'CreateKestraApiTokenPayload',
});

const DeleteKestraApiTokenPayload = builder.objectRef<{ tokenId: string }>('DeleteKestraApiTokenPayload').implement({
  description: 'An API token was revoked.',
  fields: (t) => ({
    tokenId: t.exposeID('tokenId', { description: "The platform's own id of the token that is gone." }),
  }),
});

const DeleteKestraApiTokenResult = builder.errorUnion('DeleteKestraApiTokenResult', {
  description: 'The revocation, or why it did not happen.',
  types: [DeleteKestraApiTokenPayload, InvalidInputError, NotFoundError, ForbiddenError],
  resolveType: () => 'DeleteKestraApiTokenPayload',
});

builder.mutationFields((t) => ({
  createKestraApiToken: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraApiTokenResult,
    description: 'Makes an API token for a user or a service account.',
    input: {
      owner: t.input.field({ type: KestraTokenOwner, required: true, description: 'Whose token it is to be.' }),
      name: t.input.string({
        required: true,
        description: 'The name: up to 63 lower-case letters, digits and single dashes between them.',
      }),
      description: t.input.string({ description: 'What the token is for.' }),
      maxAge: t.input.string({
        description: 'How long it is to last, as an ISO 8601 duration such as `P30D`; for ever when absent.',
      }),
      extended: t.input.boolean({ description: 'Whether every use puts off the expiry.' }),
    },
    resolve: (_, { input: { owner, ...token } }, { kestra }) =>
      kestra.change(async (api) => createToken(api, ownerOf(owner), { ...given(token), name: token.name })),
  }),
  deleteKestraApiToken: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraApiTokenResult,
    description: 'Revokes an API token of a user or a service account.',
    input: {
      owner: t.input.field({ type: KestraTokenOwner, required: true, description: 'Whose token it is.' }),
      tokenId: t.input.id({ required: true, description: 'The `tokenId` of the token.' }),
    },
    resolve: (_, { input: { owner, tokenId } }, { kestra }) =>
      kestra.change(async (api) => {
        await deleteToken(api, ownerOf(owner), tokenId);
        return { tokenId };
      }),
  }),
}));

function ownerOf({ user, serviceAccount }: typeof KestraTokenOwner.$inferInput): TokenOwner {
  if (serviceAccount == null) return { userId: localId('KestraUser', user ?? '') };
  const { id, tenant } = serviceAccount;
  return { serviceAccount: { id, ...(tenant != null && { tenant }) } };
}
