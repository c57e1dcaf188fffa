import { builder } from './graph/builder.ts';
import { isText, malformed } from './graph/representation.ts';
import { nullOnError } from './graph/semantic-non-null.ts';
import { costs } from './kestra/costs.ts';
import { usernameOf } from './kestra/loaders/users.ts';
import { KestraUser } from './kestra/types/refs.ts';

/*
 * Joins the accounts of one person when another subgraph serves the users of Run:ai: this subgraph extends `User` by its
 * key `username`, and refers to users of Run:ai by that key. The other subgraph resolves them, or finds none.
 */

const User = builder.objectRef<{ readonly username: string }>('User').implement({
  description:
    'A person or application with an account on Run:ai. An account from single sign-on exists once its user has signed in.',
  fields: (t) => ({
    username: t.exposeString('username', {
      ...nullOnError,
      description: 'The name that the user signs in with: usually an e-mail address.',
    }),
    kestraUser: t.field({
      type: KestraUser,
      nullable: true,
      description: 'The account of the same person on Kestra, found by its username; null when there is none.',
      extensions: costs.byName,
      resolve: ({ username }, _, { kestra }) => kestra.users.named(username),
    }),
  }),
});

builder.asEntity(User, {
  key: builder.selection<{ username: string }>('username'),
  resolveReference: async (representation) => {
    const { username }: { username?: unknown } = representation;
    if (isText(username)) return { username };
    throw malformed('User', 'username');
  },
});

builder.objectField(KestraUser, 'user', (t) =>
  t.field({
    type: User,
    nullable: true,
    description: 'The account of the same person on Run:ai, found by its username; null when there is none.',
    resolve: (user) => ({ username: usernameOf(user) }),
  }),
);
