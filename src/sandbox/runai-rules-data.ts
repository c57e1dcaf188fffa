import { admin, viewer } from './auth.ts';
import type { Database } from './database.ts';
import { groupNames } from './names.ts';
import { creatorNumbers, person } from './people.ts';
import { between, pick, random, uuid } from './random.ts';
import { seededRoleId, seededRoles, seedRoles } from './runai-roles-data.ts';
import { type Scope, seedScopes } from './runai-scopes.ts';
import { ruleTables } from './runai-tables.ts';

/** A new access rule. */
export interface NewRule {
  readonly subjectId: string;
  readonly subjectType: string;
  readonly roleId: number;
  readonly scopeId: string;
  readonly scopeType: string;
  readonly clusterId?: string | undefined;
}

/** Adds a rule, and returns its id. */
export function insertRule(database: Database, rule: NewRule, createdBy: string, at: string): number {
  database.run(
    'INSERT INTO runai_rules VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)',
    rule.subjectId,
    rule.subjectType,
    rule.roleId,
    rule.scopeId,
    rule.scopeType,
    rule.clusterId ?? null,
    at,
    at,
    createdBy,
  );
  return database.get<{ id: number }>('SELECT last_insert_rowid() AS id')?.id ?? 0;
}

/** The subject of a rule for all who are signed in, which versions before 3.0 do not know. */
export const everyone = 'all-authenticated-users';

const start = Date.UTC(2023, 0, 1);
const twoYears = 2 * 365 * 86_400_000;

/**
 * Fills a database without rules: the caller of each token holds a role in the whole tenant, each other user up to two
 * roles, each group one or two; three service accounts hold one, and all who are signed in may see the tenant.
 * @param idOf the id of the user with a number
 */
export function seedRules(database: Database, users: number, idOf: (number: number) => string): void {
  database.exec(ruleTables);
  const scopes = seedScopes(database);
  const [tenant] = scopes;
  if (!tenant) throw new RangeError('no scopes');
  seedRoles(database, admin.email);

  const roleAt = (index: number) => seededRoleId(index);
  const add = (subjectType: string, subjectId: string, roleId: number, scope: Scope, number: number) => {
    const next = random(`rule-${subjectType}`, number);
    const createdBy = person(pick(next, creatorNumbers)).email;
    const at = new Date(start + Math.floor(next() * twoYears)).toISOString();
    const of = { subjectType, subjectId, roleId, scopeId: scope.id, scopeType: scope.type };
    insertRule(database, of, createdBy, at);
  };
  const addSeveral = (subjectType: string, subjectId: string, number: number, least: number) => {
    const next = random(`rules-${subjectType}`, number);
    const count = between(next, least, 2);
    const given = new Set<string>();
    while (given.size < count) {
      // The first two roles are for the callers alone.
      const role = roleAt(between(next, 2, seededRoles.length - 1));
      const scope = pick(next, scopes);
      const key = `${role} ${scope.id}`;
      if (given.has(key)) continue;
      given.add(key);
      add(subjectType, subjectId, role, scope, number * 2 + given.size);
    }
  };

  add(everyone, everyone, roleAt(1), tenant, 0);
  if (users > 0) add('user', admin.email, roleAt(0), tenant, 0);
  if (users > 1) add('user', viewer.email, roleAt(1), tenant, 1);
  // Some clients name a user by the id instead of the username.
  for (let number = 2; number < users; number += 1) {
    addSeveral('user', number % 50 === 30 ? idOf(number) : person(number).email, number, 0);
  }
  for (const [index, name] of groupNames.entries()) addSeveral('group', name, index, 1);
  for (let number = 0; number < 3; number += 1) {
    addSeveral('service-account', uuid(random('service-account', number)), number, 1);
  }
}
