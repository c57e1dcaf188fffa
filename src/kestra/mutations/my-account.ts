/** Mutations of the caller's own account, which need no super-admin rights. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { free } from '../../cost/field-cost.ts';
import { ConflictError, NotFoundError, UnsupportedError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { InputPaths } from '../../graph/input-paths.ts';
import { omitNulls } from '../../graph/omit-nulls.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { WireViewer } from '../api.ts';
import { costs } from '../costs.ts';
import { ownIdIn } from '../input-ids.ts';
import { idOfToken } from '../loaders/tokens.ts';
import { KestraViewer } from '../types/viewer.ts';
import { newTokenPayload, tokenBody, tokenFields } from './new-token.ts';

const since = 'Needs no super-admin rights. Kestra can do it from 1.3 on.';

const UpdateMyKestraUserPayload = builder
  .objectRef<{ readonly viewer: WireViewer }>('UpdateMyKestraUserPayload')
  .implement({
    description: "Kestra changed details of the caller's own account.",
    fields: (t) => ({
      viewer: t.field({
        type: KestraViewer,
        description: 'The caller after the change.',
        extensions: free,
        resolve: ({ viewer }) => viewer,
      }),
    }),
  });

const CreateMyKestraApiTokenPayload = newTokenPayload(
  'CreateMyKestraApiTokenPayload',
  'Kestra created an API token for the caller.',
  {
    calls: 1,
    ownerOf: async (_, kestra) => ({ userId: intact((await kestra.viewer()).id), isCaller: true }),
  },
);

const DeleteMyKestraApiTokenPayload = builder
  .objectRef<{ readonly tokenId: string }>('DeleteMyKestraApiTokenPayload')
  .implement({
    description: "Kestra revoked one of the caller's own API tokens.",
    fields: (t) => ({
      deletedId: t.id({
        ...nullOnError,
        description:
          'The global `id` of the revoked token, for clients to remove it from their cache. Costs one REST call, which shows who the caller is.',
        extensions: costs.viewer,
        resolve: async ({ tokenId }, _, { kestra }) =>
          encodeGlobalID('KestraApiToken', idOfToken({ userId: intact((await kestra.viewer()).id) }, tokenId)),
      }),
      tokenId: t.exposeID('tokenId', { description: 'The id that Kestra gave the revoked token.' }),
    }),
  });

const failures = { types: [NotFoundError, ConflictError, UnsupportedError] };

builder.mutationFields((t) => ({
  updateMyKestraUser: t.fieldWithInput({
    ...nullOnError,
    type: UpdateMyKestraUserPayload,
    errors: failures,
    description: `Changes details of the caller's own account: fields that are absent keep their values. ${since}`,
    input: {
      email: t.input.string({ description: 'The e-mail address, which becomes the username.' }),
      firstName: t.input.string({ description: 'The first name of the caller.' }),
      lastName: t.input.string({ description: 'The last name of the caller.' }),
    },
    extensions: { uniqueInputs: ['email'] } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => ({
      viewer: await kestra.change(() => kestra.own.patch(omitNulls(input))),
    }),
  }),
  createMyKestraApiToken: t.fieldWithInput({
    ...nullOnError,
    type: CreateMyKestraApiTokenPayload,
    errors: failures,
    description: `Creates an API token for the caller. ${since}`,
    input: tokenFields(t.input),
    extensions: { inputNames: { extended: 'isExtended' }, uniqueInputs: ['name'] } satisfies InputPaths,
    resolve: (_, { input }, { kestra }) => kestra.change(() => kestra.own.createToken(tokenBody(input))),
  }),
  deleteMyKestraApiToken: t.fieldWithInput({
    ...nullOnError,
    type: DeleteMyKestraApiTokenPayload,
    errors: failures,
    description: `Revokes one of the caller's own API tokens. ${since}`,
    input: { tokenId: t.input.id({ required: true, description: 'The `id` of the token, or its `tokenId`.' }) },
    resolve: async (_, { input }, { kestra }) => {
      const tokenId = ownIdIn('KestraApiToken', input.tokenId, ['tokenId']);
      await kestra.change(() => kestra.own.deleteToken(tokenId));
      return { tokenId };
    },
  }),
}));
