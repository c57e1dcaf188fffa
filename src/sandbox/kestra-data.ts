import { callerPassword } from './auth.ts';
import { Database } from './database.ts';
import { type KestraToken, seededTokens, seededUser } from './kestra-seed.ts';
import { seedTenants } from './kestra-tenant-data.ts';
import { displayName, type KestraUser } from './kestra-user.ts';

/*
 * `seq` is the order of creation. `tenants` and `groups` are JSON arrays of ids, `auths` is the JSON of the field.
 * `folded` is what `q` looks into. An e-mail is unique only letter by letter: old accounts may differ in case alone.
 */
const schema = `
  CREATE TABLE kestra_users (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL UNIQUE,
    email_folded TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    folded TEXT NOT NULL,
    tenants TEXT NOT NULL,
    groups TEXT NOT NULL,
    auths TEXT NOT NULL,
    super_admin INTEGER NOT NULL,
    restricted INTEGER NOT NULL,
    password TEXT
  ) STRICT;
  CREATE TABLE kestra_tokens (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    prefix TEXT NOT NULL,
    iat TEXT NOT NULL,
    exp TEXT,
    last_used TEXT,
    extended INTEGER NOT NULL
  ) STRICT;
`;

/** Built after the rows are in, which is faster. */
const indexes = `
  CREATE INDEX kestra_users_folded ON kestra_users (email_folded);
  CREATE INDEX kestra_users_email_asc ON kestra_users (email, id);
  CREATE INDEX kestra_users_email_desc ON kestra_users (email DESC, id);
  CREATE INDEX kestra_users_name_asc ON kestra_users (display_name, id);
  CREATE INDEX kestra_users_name_desc ON kestra_users (display_name DESC, id);
  CREATE INDEX kestra_tokens_owner ON kestra_tokens (owner);
`;

/** Adds a user as the newest one, or replaces the one with this id where it stands. */
export function saveUser(database: Database, user: KestraUser): void {
  const shownName = displayName(user);
  database.run(
    `INSERT INTO kestra_users VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET email = excluded.email, email_folded = excluded.email_folded,
        first_name = excluded.first_name, last_name = excluded.last_name, display_name = excluded.display_name,
        folded = excluded.folded, tenants = excluded.tenants, groups = excluded.groups, auths = excluded.auths,
        super_admin = excluded.super_admin, restricted = excluded.restricted, password = excluded.password`,
    user.id,
    user.email,
    user.email.toLowerCase(),
    user.firstName,
    user.lastName,
    shownName,
    `${user.email}\n${shownName}`.toLowerCase(),
    JSON.stringify(user.tenants),
    JSON.stringify(user.groups),
    JSON.stringify(user.auths),
    Number(user.superAdmin),
    Number(user.restricted),
    user.password,
  );
}

/** Adds a token. */
export function insertToken(database: Database, token: KestraToken): void {
  database.run(
    'INSERT INTO kestra_tokens VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    token.id,
    token.owner,
    token.name,
    token.description,
    token.prefix,
    token.iat,
    token.exp,
    token.lastUsed,
    Number(token.extended),
  );
}

/** Opens the data of a Kestra server; an empty database is filled with `users` people and their tokens. */
export function openKestra(file: string | undefined, users: number): Database {
  const database = new Database(file);
  if (!database.hasTable('kestra_users')) {
    database.transaction(() => {
      database.exec(schema);
      for (let number = 0; number < users; number += 1) {
        saveUser(database, { ...seededUser(number), password: number <= 1 ? callerPassword : null });
      }
      for (const token of seededTokens(users)) insertToken(database, token);
      database.exec(indexes);
    });
  }
  // A file of an earlier sandbox has no tenants of its own.
  if (!database.hasTable('kestra_groups')) database.transaction(() => seedTenants(database));
  return database;
}
