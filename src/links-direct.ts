import { builder } from './graph/builder.ts';
import { costs as ofKestra } from './kestra/costs.ts';
import { usernameOf } from './kestra/loaders/users.ts';
import { KestraUser } from './kestra/types/refs.ts';
import { told } from './rest/contract-breaches.ts';
import { costs as ofRunai } from './runai/costs.ts';
import { User } from './runai/types/refs.ts';

/*
 * One person on both platforms: who has the same e-mail address, which is the username on either. Not every Run:ai
 * username is one; Kestra then simply has nobody of that name.
 */

const rule = 'joined by the username, which is the e-mail address, in upper or lower case';

builder.objectField(User, 'kestraUser', (t) =>
  t.field({
    type: KestraUser,
    nullable: true,
    description: `The same person's account on Kestra, ${rule}; null when there is none. Where several have that name and none has it letter by letter, it is a \`CONFLICT\`: none is picked.`,
    extensions: ofKestra.byName,
    resolve: ({ username }, _, { kestra }) => kestra.users.named(told(username)),
  }),
);

builder.objectField(KestraUser, 'user', (t) =>
  t.field({
    type: User,
    nullable: true,
    description: `The same person's account on Run:ai, ${rule}; null when there is none. Where several have that name and none has it letter by letter, it is a \`CONFLICT\`: none is picked.`,
    extensions: ofRunai.byName,
    resolve: (user, _, { runai }) => runai.users.named(usernameOf(user)),
  }),
);
