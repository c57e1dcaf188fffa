/** The tables of Run:ai's sandbox, and what the rows of several have in common. */

import { random, uuid } from './random.ts';

/** The only tenant. */
export const tenantId = 1001;

/** The ids of its clusters. */
export const clusters: readonly string[] = Array.from({ length: 4 }, (_, index) => uuid(random('cluster', index)));

/** The names by which users are searched and sorted: computed, so that they cannot disagree with the two that are given. */
export const nameColumns = [
  'first_name TEXT',
  'last_name TEXT',
  "full_name TEXT AS (nullif(trim(ifnull(first_name, '') || ' ' || ifnull(last_name, '')), '')) VIRTUAL",
] as const;

/*
 * `seq` is the order of creation. Dates are ISO 8601 in UTC with milliseconds, so their text sorts as the instants do.
 * `groups` is the JSON of the field, and NULL when the user has no such field. The `_folded` columns answer "contains".
 */
export const schema = `
  CREATE TABLE runai_users (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    username TEXT NOT NULL,
    username_folded TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_folded TEXT NOT NULL,
    created_at TEXT,
    updated_at TEXT,
    last_login TEXT,
    is_local INTEGER,
    groups TEXT,
    password TEXT,
    entity_type TEXT NOT NULL,
    tenant_id INTEGER NOT NULL,
    permit_all INTEGER NOT NULL,
    clusters TEXT NOT NULL,
    roles TEXT NOT NULL,
    ${nameColumns.join(', ')}
  ) STRICT;
  CREATE TABLE runai_groups (
    name TEXT PRIMARY KEY,
    tenant_id INTEGER NOT NULL,
    permit_all INTEGER NOT NULL,
    clusters TEXT NOT NULL,
    roles TEXT NOT NULL,
    created_by TEXT
  ) STRICT;
`;

/*
 * Who may do what, since 2.24. `deleted_at` is set when a rule is deleted: a list shows deleted ones on request.
 * `permission_sets` of a role is the JSON of their ids.
 */
export const ruleTables = `
  CREATE TABLE runai_scopes (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (type, id)
  ) STRICT;
  CREATE TABLE runai_roles (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    enabled INTEGER,
    custom INTEGER NOT NULL,
    deprecated INTEGER NOT NULL,
    permission_sets TEXT NOT NULL,
    kubernetes TEXT
  ) STRICT;
  CREATE TABLE runai_rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_id TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    role_id INTEGER NOT NULL,
    scope_id TEXT NOT NULL,
    scope_type TEXT NOT NULL,
    cluster_id TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT,
    created_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runai_rules_subject ON runai_rules (subject_id);
`;
