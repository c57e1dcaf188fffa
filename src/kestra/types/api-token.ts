import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../../graph/builder.ts';
import { arrayConnection } from '../../graph/connection.ts';
import type { Context } from '../../graph/context.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { arrayList } from '../../paging/array-list.ts';
import type { ConnectionArguments } from '../../paging/connection-arguments.ts';
import { orNever } from '../../rest/zero-time.ts';
import type { TokenOwner } from '../loaders/tokens.ts';
import { KestraApiToken, KestraServiceAccount, KestraTenant } from './refs.ts';

KestraApiToken.implement({
  description:
    'A key by which a program acts as a user or a service account. Its secret is shown only when it is made.',
  fields: (t) => ({
    tokenId: t.exposeID('id', { description: "The platform's own id of the token." }),
    name: t.exposeString('name', { ...nullOnError, description: 'The name, unique among the tokens of its owner.' }),
    description: t.exposeString('description', { nullable: true, description: 'What the token is for.' }),
    prefix: t.exposeString('prefix', {
      nullable: true,
      description: 'How the token begins, to tell it among others.',
    }),
    issuedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the token was made.',
      resolve: ({ iat }) => orNever(iat),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it expires; null for never.',
      resolve: ({ exp }) => orNever(exp),
    }),
    lastUsedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used; null for never.',
      resolve: ({ lastUsed }) => orNever(lastUsed),
    }),
    extended: t.exposeBoolean('extended', {
      nullable: true,
      description: 'Whether every use puts off the expiry; null when not known.',
    }),
    expired: t.exposeBoolean('expired', {
      nullable: true,
      description: 'Whether it has expired; null when not known.',
    }),
  }),
});

export const TokenConnection = builder.connectionObject(
  { type: KestraApiToken, name: 'KestraApiTokenConnection' },
  { name: 'KestraApiTokenEdge' },
);

KestraServiceAccount.implement({
  description: "A program's account on Kestra. Of service accounts, this API knows the tokens alone.",
  fields: (t) => ({
    serviceAccountId: t.exposeID('id', { description: "The platform's own id." }),
    tenant: t.field({
      type: KestraTenant,
      nullable: true,
      description: 'The tenant within which it was asked for; null when it was asked for across tenants.',
      resolve: ({ tenant }) => (tenant === undefined ? null : { id: tenant }),
    }),
    apiTokens: t.connection(
      {
        type: KestraApiToken,
        nullable: true,
        description: 'The API tokens of the service account, without their secrets.',
        resolve: (serviceAccount, args, context, info) => tokenConnection({ serviceAccount }, args, context, info),
      },
      TokenConnection,
    ),
  }),
});

/** The tokens of an owner as a connection, in the platform's order; null where the owner is gone. */
export async function tokenConnection(
  owner: TokenOwner,
  args: ConnectionArguments,
  context: Context,
  info: GraphQLResolveInfo,
) {
  const tokens = await context.kestra.tokens.of.load(owner);
  if (!tokens) return null;
  const list = arrayList(`kestra.tokens ${JSON.stringify(owner)}`, tokens, ({ id }) => id);
  return arrayConnection(list, args, context, info);
}
