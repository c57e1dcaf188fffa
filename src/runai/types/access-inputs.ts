/** The inputs by which access is granted, and what they become for the platform. */

import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { parseGlobalId, platformId } from '../../graph/global-id.ts';
import type { Runai } from '../runai.ts';
import type { WireNewRule, WireNewSubjectType } from '../wire-authorization.ts';
import { AccessSubjectType, ScopeType } from './access-subject.ts';

export const AccessSubjectInput = builder.inputType('AccessSubjectInput', {
  description: 'The holder of a role.',
  fields: (t) => ({
    type: t.field({
      type: AccessSubjectType,
      required: true,
      description: 'The kind of holder. This graph cannot create rules for all authenticated users.',
    }),
    subjectId: t.id({
      required: true,
      description:
        'For a user the username, or the `id` (the facade then reads the username); for a group the name or the `id`; for others the id that Run:ai gave them.',
    }),
  }),
});

export const ScopeInput = builder.inputType('ScopeInput', {
  description: 'The scope of a role: it applies there and everywhere below.',
  fields: (t) => ({
    type: t.field({ type: ScopeType, required: true, description: 'The kind of scope.' }),
    scopeId: t.id({ required: true, description: 'The id that Run:ai gave the scope.' }),
  }),
});

type Subject = typeof AccessSubjectInput.$inferInput;
type Scope = typeof ScopeInput.$inferInput;

/** A subject as a rule names it. The kind is checked against the contract when it is sent. */
export type NamedSubject = Pick<WireNewRule, 'subjectId' | 'subjectType'>;

/**
 * A subject as a rule names it: a user by the username, which is read where the `id` of the user was given.
 * @param path where the subject stands in the input
 * @throws {InvalidInputError} for the id of another type
 * @throws {NotFoundError} if no user has the id
 */
export async function namedSubject(
  { type, subjectId }: Subject,
  { users }: Runai,
  path: readonly string[],
): Promise<NamedSubject> {
  const subjectType = type as WireNewSubjectType;
  const at = [...path, 'subjectId'];
  if (type === 'group') return { subjectId: platformId('Group', String(subjectId), at), subjectType };
  const userId = platformId('User', String(subjectId), at);
  if (parseGlobalId(String(subjectId)).typename !== 'User') return { subjectId: userId, subjectType };
  if (type !== 'user') {
    const message = 'must be the id of the kind of holder that is named';
    throw InvalidInputError.of([{ path: at, code: 'INVALID_FORMAT', message }]);
  }
  const user = await users.withId(userId, true);
  if (!user) throw new NotFoundError('Run:ai has no user with this id, or does not show it to the caller.');
  return { subjectId: user.username, subjectType };
}

/** A scope as a rule names it. */
export const namedScope = ({ type, scopeId }: Scope): Pick<WireNewRule, 'scopeId' | 'scopeType'> => ({
  scopeId: String(scopeId),
  scopeType: type,
});
