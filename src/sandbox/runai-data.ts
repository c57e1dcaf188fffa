import { callerPassword } from './auth.ts';
import { Database } from './database.ts';
import { groupNames } from './names.ts';
import { creatorNumbers, person } from './people.ts';
import { between, pick, pickSeveral, type Random, random, uuid } from './random.ts';
import { sortIndexes } from './runai-query.ts';
import { seedRules } from './runai-rules-data.ts';
import { clusters, nameColumns, schema, tenantId } from './runai-tables.ts';

/** The roles that the older API knows. */
export const roles = [
  'admin',
  'department_admin',
  'researcher',
  'editor',
  'viewer',
  'research_manager',
  'ml_engineer',
] as const;

/** Built after the rows are in, which is faster. */
const indexes = `
  CREATE UNIQUE INDEX runai_users_id ON runai_users (id);
  CREATE UNIQUE INDEX runai_users_folded ON runai_users (username_folded);
  ${sortIndexes()
    .map((terms, index) => `CREATE INDEX runai_users_order_${index} ON runai_users (${terms});`)
    .join('\n  ')}
`;

/** Columns of a user in the order in which `insertUser` takes them. */
export interface NewUser {
  readonly id: string;
  readonly username: string;
  readonly createdBy: string;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLogin: string | null;
  readonly isLocal: boolean | null;
  /** Undefined leaves the field out. */
  readonly groups: readonly string[] | null | undefined;
  readonly password: string | null;
  readonly entityType: string;
  readonly tenantId: number;
  readonly permitAllClusters: boolean;
  readonly permittedClusters: readonly string[];
  readonly roles: readonly string[];
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Adds a user as the newest one. */
export function insertUser(database: Database, user: NewUser): void {
  database.run(
    'INSERT INTO runai_users VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    user.id,
    user.username,
    user.username.toLowerCase(),
    user.createdBy,
    user.createdBy.toLowerCase(),
    user.createdAt,
    user.updatedAt,
    user.lastLogin,
    user.isLocal === null ? null : Number(user.isLocal),
    user.groups === undefined ? null : JSON.stringify(user.groups),
    user.password,
    user.entityType,
    user.tenantId,
    Number(user.permitAllClusters),
    JSON.stringify(user.permittedClusters),
    JSON.stringify(user.roles),
    user.firstName ?? null,
    user.lastName ?? null,
  );
}

/** Opens the data of a Run:ai control plane; an empty database is filled with `users` people and the fifty groups. */
export function openRunai(file: string | undefined, users: number): Database {
  const database = new Database(file);
  if (database.hasTable('runai_users')) addNames(database);
  if (!database.hasTable('runai_users')) {
    database.transaction(() => {
      database.exec(schema);
      for (let number = 0; number < users; number += 1) insertUser(database, seededUser(number));
      for (const [index, name] of groupNames.entries()) seedGroup(database, index, name);
      database.exec(indexes);
    });
  }
  // A file of an earlier sandbox has no rules.
  if (!database.hasTable('runai_rules')) database.transaction(() => seedRules(database, users, idOf));
  return database;
}

/** A file of an earlier sandbox has no names. */
function addNames(database: Database): void {
  const has = database.get("SELECT 1 FROM pragma_table_xinfo('runai_users') WHERE name = 'first_name'");
  if (has) return;
  for (const column of nameColumns) database.exec(`ALTER TABLE runai_users ADD COLUMN ${column}`);
}

const idOf = (number: number): string => uuid(random('runai-id', number));

const firstDay = Date.UTC(2022, 0, 1);
const lastDay = Date.UTC(2025, 0, 1);

const instantAfter = (next: Random, start: number): number => start + Math.floor(next() * (lastDay - start));

const iso = (instant: number): string => new Date(instant).toISOString();

/**
 * The user with this number, before anything was written. Those who create others came in the first three weeks.
 * In each hundred there is one of every kind that the contract allows and a client forgets: see the numbers below.
 */
export function seededUser(number: number): NewUser {
  const next = random('runai', number);
  const { email, firstName, lastName } = person(number);
  const local = number <= 20 || number % 100 === 26 || next() < 0.65;
  const created = number <= 20 ? firstDay + number * 86_400_000 : instantAfter(next, firstDay);
  const updated = instantAfter(next, created);
  const login = instantAfter(next, created);
  const neverCame = local && number > 20 && next() < 0.12;
  const groups = pickSeveral(next, groupNames, between(next, 0, 6));
  const creator = number <= 20 ? 0 : pick(next, creatorNumbers);
  const odd = number > 20 ? number % 100 : undefined;
  const permitAllClusters = next() < 0.2;
  return {
    id: idOf(number),
    username: email,
    createdBy: number === 0 || odd === 21 ? '' : person(creator).email,
    createdAt: odd === 22 ? null : iso(created),
    updatedAt: odd === 22 || odd === 23 ? null : iso(updated),
    lastLogin: odd === 26 || neverCame ? null : iso(login),
    isLocal: odd === 23 ? null : local,
    groups: odd === 24 ? null : odd === 25 ? undefined : groups,
    password: number <= 1 ? callerPassword : null,
    entityType: local ? 'regular-user' : 'sso-user',
    tenantId,
    permitAllClusters,
    permittedClusters: permitAllClusters ? [] : pickSeveral(next, clusters, between(next, 1, 3)),
    roles: number === 0 ? ['admin'] : number === 1 ? ['viewer'] : pickSeveral(next, roles, between(next, 1, 2)),
    // An identity provider may send neither name, or one alone.
    firstName: odd === 27 ? undefined : firstName,
    lastName: odd === 27 || odd === 28 ? undefined : lastName,
  };
}

/** The creator of a group is given by id, as the contract's sample has it. */
function seedGroup(database: Database, index: number, name: string): void {
  const next = random('runai-group', index);
  const permitAll = next() < 0.2;
  database.run(
    'INSERT INTO runai_groups VALUES (?, ?, ?, ?, ?, ?)',
    name,
    tenantId,
    Number(permitAll),
    JSON.stringify(permitAll ? [] : pickSeveral(next, clusters, between(next, 1, 3))),
    JSON.stringify(pickSeveral(next, roles, between(next, 1, 2))),
    idOf(index % 10 === 0 ? 0 : pick(next, creatorNumbers)),
  );
}
