import { builder } from './graph/builder.ts';
import { costs as ofKestra } from './kestra/costs.ts';
import { usernameOf } from './kestra/loaders/users.ts';
import { KestraUser } from './kestra/types/refs.ts';
import { intact } from './rest/contract-breaches.ts';
import { costs as ofRunai } from './runai/costs.ts';
import { needsNamesOnly } from './runai/types/names-only.ts';
import { User } from './runai/types/refs.ts';

/*
 * Joins the accounts of one person by the e-mail address, which is the username on both platforms. A username of Run:ai
 * that is no e-mail address has no account on Kestra.
 */

const rule =
  'found by its username in any letter case; null when there is none. When several usernames differ only in case and none matches exactly, the field fails with the code `CONFLICT`. Costs a search for each user, or the whole list when that takes fewer calls.';

builder.objectField(User, 'kestraUser', (t) =>
  t.field({
    type: KestraUser,
    nullable: true,
    description: `The account of the same person on Kestra, ${rule}`,
    extensions: ofKestra.byName,
    resolve: ({ username }, _, { kestra }) => kestra.users.named(intact(username)),
  }),
);

builder.objectField(KestraUser, 'user', (t) =>
  t.field({
    type: User,
    nullable: true,
    description: `The account of the same person on Run:ai, ${rule}`,
    extensions: ofRunai.byName,
    resolve: (user, _, { runai }, info) => runai.users.named(usernameOf(user), needsNamesOnly(runai, info)),
  }),
);
