/** The tables of Run:ai's sandbox. */

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
