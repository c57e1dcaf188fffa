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
    'Says that all users are gone through, by one answer after the other. Users of the copy that are in none of these answers are gone: drop them after the last one.',
  fields: (t) => ({
    isFirst: t.exposeBoolean('isFirst', {
      description: 'Whether the users are the first ones: what answers before held of a scan counts no more.',
    }),
    isLast: t.exposeBoolean('isLast', { description: 'Whether the users are the last ones.' }),
  }),
});

const UserChanges = builder.objectRef<Read>('UserChanges').implement({
  description: 'A part of what changed in the list of users of Run:ai.',
  fields: (t) => ({
    users: t.field({
      type: [User],
      description:
        'Users who are new or were changed, or all users, one part after the other, where `scan` is not null. A user may be among them that the copy has in just that form.',
      resolve: ({ users }) => users,
    }),
    scan: t.expose('scan', {
      type: UserScan,
      nullable: true,
      description:
        'Set where all users are gone through: at the beginning, and whenever users are gone, as Run:ai does not tell which. Else null: no user is gone if `hasMore` is false too.',
    }),
    cursor: t.string({
      description: 'Where to go on: the `since` of the next query. Keep it together with the copy.',
      resolve: ({ next }) => encodeChangeCursor(next),
    }),
    hasMore: t.exposeBoolean('hasMore', { description: 'Whether there is more to read at once, from `cursor` on.' }),
  }),
});

builder.queryField('userChanges', (t) =>
  t.field({
    ...nullOnError,
    type: UserChanges,
    description:
      'What changed in the list of users of Run:ai since a cursor, for those who keep a copy: apply `users`, heed `scan`, keep `cursor`, and go on while `hasMore`. A change shows once Run:ai shows it, whenever it was made; one of the last ten seconds is told again. It costs one REST call for up to 499 users, or two where more were changed at the same time, and one more to see whether any is gone.',
    args: {
      since: t.arg.string({
        description: 'The `cursor` of the answer before. Without it, all users are gone through.',
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
