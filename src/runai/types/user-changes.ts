/** `userChanges`: what changed in the list of users, for those who keep a copy of it. */

import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { decodeChangeCursor, encodeChangeCursor } from '../changes/change-cursor.ts';
import { changesCost } from '../changes/changes-cost.ts';
import { partSize, type UserChanges as Read, readUserChanges } from '../changes/user-changes.ts';
import { User } from './refs.ts';

const UserScan = builder.objectRef<NonNullable<Read['scan']>>('UserScan').implement({
  description:
    'A scan of all users, in several answers. Users of the copy that are in none of these answers are gone: remove them after the last answer.',
  fields: (t) => ({
    isFirst: t.exposeBoolean('isFirst', {
      description:
        'Whether these are the first users of a scan: discard what earlier answers contained of an unfinished scan.',
    }),
    isLast: t.exposeBoolean('isLast', { description: 'Whether these are the last users of the scan.' }),
  }),
});

const UserChanges = builder.objectRef<Read>('UserChanges').implement({
  description: 'A part of what changed in the list of users of Run:ai.',
  fields: (t) => ({
    users: t.field({
      type: [User],
      description:
        'Users who are new or were changed; while `scan` is not null, the next part of all users. Users that the copy already has in the same form may be among them.',
      resolve: ({ users }) => users,
    }),
    scan: t.expose('scan', {
      type: UserScan,
      nullable: true,
      description:
        'Not null during a scan of all users: at the beginning, and whenever users are gone, because Run:ai does not say which. Otherwise null: no user is gone if `hasMore` is false too.',
    }),
    cursor: t.string({
      description: 'The `since` of the next query. Store it together with the copy.',
      resolve: ({ next }) => encodeChangeCursor(next),
    }),
    hasMore: t.exposeBoolean('hasMore', { description: 'Whether there is more to read now, from `cursor` on.' }),
  }),
});

builder.queryField('userChanges', (t) =>
  t.field({
    ...nullOnError,
    type: UserChanges,
    description:
      'The changes in the list of users of Run:ai since a cursor, for clients that keep a copy: apply `users`, follow `scan`, store `cursor`, and ask again while `hasMore` is true. A change appears as soon as Run:ai shows it, whenever it was made; changes of the last ten seconds are returned again. Costs one REST call for up to 499 users (two if more were changed at the same time), and one more to see whether users are gone, or two where Run:ai has users without times.',
    args: {
      since: t.arg.string({
        description: 'The `cursor` of the previous answer. Without it, a scan of all users begins.',
      }),
      first: t.arg.int({
        description: 'The most users to answer with. Without it, as many as one REST call reads.',
      }),
    },
    extensions: changesCost,
    resolve: (_, { since, first }, { runai, maxPageSize }) => {
      if (first != null && (first < 1 || first > maxPageSize)) {
        throw new InvalidInputError(`"first" may be from 1 to ${maxPageSize}.`);
      }
      const size = partSize(first, maxPageSize, runai.maxPageSize);
      const at = since == null ? undefined : decodeChangeCursor(since);
      // It settles by when the platform was asked.
      return readUserChanges(runai.fresh.users, at, { size, now: Date.now });
    },
  }),
);
