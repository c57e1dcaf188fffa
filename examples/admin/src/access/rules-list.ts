import type { AccessRuleOrderField, AccessRulesQueryVariables, AccessSubjectType } from '../generated/graphql.ts';
import { isNarrowedBy, orderIn } from '../lists/values.ts';
import { scopeTypes } from './scope.ts';

/** The columns that can be ordered by, as the URL names them. */
const orderFields = {
  holder: 'SUBJECT_ID',
  role: 'ROLE_NAME',
  scope: 'SCOPE_NAME',
  granter: 'CREATED_BY',
  granted: 'CREATED_AT',
} as const satisfies Record<string, AccessRuleOrderField>;

/** Kinds of holders, as a person reads them. */
export const holderTypes: Readonly<Record<AccessSubjectType, string>> = {
  USER: 'User',
  GROUP: 'Group',
  SERVICE_ACCOUNT: 'Service account',
  APPLICATION: 'Application',
  ALL_AUTHENTICATED_USERS: 'All signed-in users',
};

/** Which column the rules are ordered by, and which way: by role where the URL does not say. */
export const orderOf = (params: URLSearchParams) => orderIn(params, orderFields, 'role');

/** The rules that a URL asks for, as variables: `?who=ada&holder=USER&role=…&scope=PROJECT&in=finance&sort=holder`. What it does not understand, it leaves out. */
export function variablesOf(params: URLSearchParams): AccessRulesQueryVariables {
  const { column, descending } = orderOf(params);
  const text = (name: string) => params.get(name) || undefined;
  const contained = (name: string) => (text(name) ? { contains: text(name) } : undefined);
  return {
    filter: {
      subjectId: contained('who'),
      subjectType: keyOf(holderTypes, text('holder')),
      roleId: text('role'),
      scopeType: keyOf(scopeTypes, text('scope')),
      scopeName: contained('in'),
    },
    orderBy: { field: orderFields[column], direction: descending ? 'DESC' : 'ASC' },
  };
}

/** Whether a URL asks for some rules only. */
export const isNarrowed = (params: URLSearchParams): boolean =>
  isNarrowedBy(params, ['who', 'holder', 'role', 'scope', 'in']);

const keyOf = <Key extends string>(known: Readonly<Record<Key, string>>, value = ''): Key | undefined =>
  Object.hasOwn(known, value) ? (value as Key) : undefined;
