import { builder } from './graph/builder.ts';
import { isText, malformed } from './graph/representation.ts';
import { nullOnError } from './graph/semantic-non-null.ts';
import { costs } from './kestra/costs.ts';
import { usernameOf } from './kestra/loaders/users.ts';
import { KestraUser } from './kestra/types/refs.ts';

/*
 * The links where the users of Run:ai are another subgraph's: this one extends `User` by its key `username`, and names
 * the counterpart of a Kestra user by it. Whether there is such a user, that subgraph tells.
 */

const User = builder.objectRef<{ readonly username: string }>('User').implement({
  description:
    'A person or application with an account on Run:ai. Accounts from single sign-on exist from their first sign-in on.',
  fields: (t) => ({
    username: t.exposeString('username', {
      ...nullOnError,
      description: 'The name the user signs in with: for most an e-mail address.',
    }),
    kestraUser: t.field({
      type: KestraUser,
      nullable: true,
      description: "The same person's account on Kestra; null when there is none.",
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
    description: "The same person's account on Run:ai; null when there is none.",
    resolve: (user) => ({ username: usernameOf(user) }),
  }),
);
