/** The filter of `users`, and the conditions that it becomes. */

import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { platformId } from '../../graph/global-id.ts';
import { type Check, type Condition, canCarry, type UserList } from '../wire-types.ts';

const ofOthers =
  'Run:ai has no such condition, except in version legacy, whose lists come whole: the facade reads all users that';
const notAlone =
  'Run:ai has no such condition, except in version legacy, whose lists come whole: elsewhere combine it with `search`, or with `in`, `eq`, `contains`, `startsWith` or `endsWith` of a text, and the facade checks all users that those find; alone it is `UNSUPPORTED_BY_VERSION`.';

const ofSeveral =
  'Costs a call for each, or the pages of the whole list where these are fewer; other conditions are then checked by the facade. On Run:ai 3.0, one call answers 25 ids or usernames where nothing but ids, usernames and names is selected.';

const UserIdFilter = builder.inputType('UserIdFilter', {
  description: 'Conditions on the id of a user.',
  fields: (t) => ({
    in: t.idList({
      description: `The id is one of these, each the \`id\` of a user or the id that Run:ai gave it. ${ofSeveral}`,
    }),
  }),
});

const UserTextFilter = builder.inputType('UserTextFilter', {
  description:
    'Conditions on a text: all given conditions must hold. A value must not be empty or contain a comma or a line break.',
  fields: (t) => ({
    eq: t.string({ description: 'The text equals this.' }),
    in: t.stringList({ description: `The text equals one of these. ${ofSeveral}` }),
    contains: t.string({ description: 'The text contains this, in any letter case.' }),
    startsWith: t.string({
      description: `The text starts with this, in any letter case. ${ofOthers} contain it.`,
    }),
    endsWith: t.string({ description: `The text ends with this, in any letter case. ${ofOthers} contain it.` }),
    not: t.string({ description: `The text is known, and differs from this. ${notAlone}` }),
  }),
});

const UserTimeFilter = builder.inputType('UserTimeFilter', {
  description: 'Conditions on a point in time: all given conditions must hold.',
  fields: (t) => ({
    eq: t.field({ type: 'DateTime', description: 'The time equals this.' }),
    gte: t.field({ type: 'DateTime', description: 'The time is this or later.' }),
    lte: t.field({ type: 'DateTime', description: 'The time is this or earlier.' }),
    isNull: t.boolean({
      description: `False finds users whose time is known. True finds users without one, such as those who never signed in. ${notAlone}`,
    }),
  }),
});

export const UserFilter = builder.inputType('UserFilter', {
  description:
    'Conditions on a user: all given conditions must hold. With `in` on `userId` or `username`, the list is in the order of those values unless `orderBy` is given; values that match no user are left out.',
  fields: (t) => ({
    userId: t.field({ type: UserIdFilter, description: 'Conditions on the id of the user.' }),
    username: t.field({ type: UserTextFilter, description: 'Conditions on the name that the user signs in with.' }),
    createdBy: t.field({
      type: UserTextFilter,
      description: 'Conditions on the username of the creator of the account.',
    }),
    isLocal: t.boolean({ description: 'True selects local accounts, false selects accounts from single sign-on.' }),
    createdAt: t.field({ type: UserTimeFilter, description: 'Conditions on the time when the account was created.' }),
    updatedAt: t.field({
      type: UserTimeFilter,
      description: 'Conditions on the time when the account was last changed.',
    }),
    lastLoginAt: t.field({ type: UserTimeFilter, description: 'Conditions on the time when the user last signed in.' }),
  }),
});

/**
 * Translates the filter: to conditions that the platform takes, and to those that the facade looks at.
 * @throws {InvalidInputError} for a value that the platform's syntax cannot express, and for the id of another type
 */
export function filtered(
  filter: typeof UserFilter.$inferInput | null | undefined,
): Required<Pick<UserList, 'conditions' | 'choices' | 'checks'>> {
  const { userId, username, createdBy, isLocal, createdAt, updatedAt, lastLoginAt } = filter ?? {};
  const names = chosen('username', username?.in);
  const creators = chosen('createdBy', createdBy?.in);
  const ids = userId?.in?.map((id, index) => platformId('User', String(id), ['filter', 'userId', 'in', String(index)]));
  return {
    conditions: [
      ...names.conditions,
      ...creators.conditions,
      ...conditionsOnText('username', username),
      ...conditionsOnText('createdBy', createdBy),
      ...conditionsOn('isLocal', { '==': isLocal == null ? isLocal : String(isLocal) }),
      ...conditionsOnTime('creationTime', createdAt),
      ...conditionsOnTime('lastUpdated', updatedAt),
      ...conditionsOnTime('lastLogin', lastLoginAt),
    ],
    choices: [
      ...(ids ? [{ field: 'id' as const, values: [...new Set(ids)] }] : []),
      ...names.choices,
      ...creators.choices,
    ],
    checks: [
      ...checksOnText('username', username),
      ...checksOnText('createdBy', createdBy),
      ...checksOnTime('creationTime', createdAt),
      ...checksOnTime('lastUpdated', updatedAt),
      ...checksOnTime('lastLogin', lastLoginAt),
    ],
  };
}

type TimeField = 'creationTime' | 'lastUpdated' | 'lastLogin';
type TimeFilter = typeof UserTimeFilter.$inferInput | null | undefined;

function conditionsOnTime(field: TimeField, time: TimeFilter): Condition[] {
  return [
    ...conditionsOn(field, { '==': time?.eq, '>=': time?.gte, '<=': time?.lte }),
    ...conditionsOn(field, { '>=': time?.isNull === false ? longAgo : null }),
  ];
}

function checksOnTime(field: TimeField, time: TimeFilter): Check[] {
  return time?.isNull ? [{ field, operator: 'isNull', value: '' }] : [];
}

type TextFilter = typeof UserTextFilter.$inferInput | null | undefined;

/** What begins or ends with a text contains it, which the platform finds. */
function conditionsOnText(field: 'username' | 'createdBy', text: TextFilter): Condition[] {
  const parts = [text?.contains, text?.startsWith, text?.endsWith];
  return [...conditionsOn(field, { '==': text?.eq }), ...parts.flatMap((part) => conditionsOn(field, { '=@': part }))];
}

function checksOnText(field: 'username' | 'createdBy', text: TextFilter): Check[] {
  return (['startsWith', 'endsWith', 'not'] as const).flatMap((operator) => {
    const value = text?.[operator];
    return value == null ? [] : [{ field, operator, value }];
  });
}

/** A time that is known is later than this, and the one by which platforms mean none is not. */
const longAgo = '1970-01-01T00:00:00Z';

/** One value is a condition that the platform takes; several, or none, are not. */
function chosen(field: 'username' | 'createdBy', sent: readonly string[] | null | undefined) {
  if (sent == null) return { conditions: [], choices: [] };
  const values = [...new Set(sent)];
  const conditions = values.flatMap((value) => conditionsOn(field, { '==': value }));
  return values.length === 1 ? { conditions, choices: [] } : { conditions: [], choices: [{ field, values }] };
}

/** The fields of the filter that Run:ai has other names for. */
const inputNames: Partial<Record<Condition['field'], keyof typeof UserFilter.$inferInput>> = {
  creationTime: 'createdAt',
  lastUpdated: 'updatedAt',
  lastLogin: 'lastLoginAt',
};

function conditionsOn(
  field: Condition['field'],
  values: Readonly<Partial<Record<Condition['operator'], string | null>>>,
): Condition[] {
  return (Object.keys(values) as Condition['operator'][]).flatMap((operator) => {
    const value = values[operator];
    if (value == null) return [];
    if (!canCarry(value)) {
      throw new InvalidInputError(
        'A filter value may not be empty or hold a comma or a line break, which Run:ai cannot carry. Use "search" instead.',
        [
          {
            path: ['filter', inputNames[field] ?? field],
            code: value === '' ? 'TOO_SHORT' : 'INVALID_FORMAT',
            message: 'may not be empty or hold a comma or a line break',
          },
        ],
      );
    }
    return [{ field, operator, value }];
  });
}
