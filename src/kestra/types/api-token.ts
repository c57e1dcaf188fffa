/** API tokens, their connection, and the service accounts that own some of them. */

import type { GraphQLResolveInfo } from 'graphql';
import { callsEach } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { arrayConnection } from '../../graph/connection.ts';
import type { Context } from '../../graph/context.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import type { ConnectionArguments } from '../../paging/connection-arguments.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { nullIfZero } from '../../rest/zero-time.ts';
import { lookupCosts } from '../costs.ts';
import { idOfToken, type TokenOwner } from '../loaders/tokens.ts';
import { KestraApiToken, KestraServiceAccount } from './refs.ts';

builder.node(KestraApiToken, {
  description: 'A key with which a program acts as a user or a service account. Only its creation returns the secret.',
  extensions: lookupCosts.token,
  id: { resolve: ({ owner, id }) => idOfToken(owner, intact(id)) },
  loadOne: (id, { kestra }) => kestra.tokens.byId(id),
  fields: (t) => ({
    tokenId: t.exposeID('id', { description: 'The id that Kestra gave the token.' }),
    name: t.exposeString('name', {
      ...nullOnError,
      description: 'The name of the token, unique among the tokens of its owner.',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description: 'The purpose of the token; null when none is given.',
    }),
    prefix: t.exposeString('prefix', {
      nullable: true,
      description: 'The first characters of the token, by which a person can recognize it; null when unknown.',
    }),
    issuedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the token was created; null when unknown.',
      resolve: ({ iat }) => nullIfZero(iat),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the token expires; null when it never does.',
      resolve: ({ exp }) => nullIfZero(exp),
    }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time when the token was last used; null when it never was.',
      resolve: ({ lastUsed }) => nullIfZero(lastUsed),
    }),
    isExtended: t.exposeBoolean('extended', {
      nullable: true,
      description: 'Whether each use of the token postpones its expiry; null when unknown.',
    }),
    isExpired: t.exposeBoolean('expired', {
      nullable: true,
      description: 'Whether the token has expired; null when unknown.',
    }),
  }),
});

export const TokenConnection = builder.connectionObject(
  { type: KestraApiToken, name: 'KestraApiTokenConnection' },
  { name: 'KestraApiTokenEdge' },
);

builder.node(KestraServiceAccount, {
  description: 'An account of a program on Kestra. Before Kestra 1.3, only its tokens are known.',
  extensions: lookupCosts.serviceAccount,
  id: { resolve: ({ id }) => id },
  loadOne: (id, { kestra }) => kestra.tokens.serviceAccount(id),
  fields: (t) => ({
    serviceAccountId: t.exposeID('id', { description: 'The id that Kestra gave the service account.' }),
    apiTokens: t.connection(
      {
        type: KestraApiToken,
        nullable: true,
        args: pageArgs,
        description:
          'The API tokens of the service account, without their secrets. Costs one REST call for each service account of a list.',
        extensions: callsEach(1),
        resolve: ({ id, tenant }, args, context, info) =>
          tokenConnection({ serviceAccount: { id, ...(tenant !== undefined && { tenant }) } }, args, context, info),
      },
      TokenConnection,
    ),
  }),
});

/** The tokens of an owner as a connection, in the platform's order; null when the owner does not exist. */
export async function tokenConnection(
  owner: TokenOwner,
  args: ConnectionArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const tokens = await context.kestra.tokens.of.load(owner);
  if (!tokens) return null;
  const owned = tokens.map((token) => ({ ...token, owner }));
  const list = arrayList(`kestra.tokens ${JSON.stringify(owner)}`, owned, ({ id }) => id);
  return arrayConnection(list, args, context, info);
}
