import type { Caller } from './auth.ts';
import { type Database, type Sql, where } from './database.ts';
import { type Operation, Refusal } from './platform.ts';
import { everyone, insertRule, type NewRule } from './runai-rules-data.ts';
import { conditionsOn, orderOf, type RulesQuery } from './runai-rules-query.ts';
import { tenantId } from './runai-tables.ts';

interface RuleRow {
  readonly id: number;
  readonly subject_id: string;
  readonly subject_type: string;
  readonly role_id: number;
  readonly scope_id: string;
  readonly scope_type: string;
  readonly cluster_id: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
  readonly created_by: string;
  readonly role_name: string;
  readonly scope_name: string;
  readonly scope_path: string;
}

/** What sets one version apart from another. */
export interface RuleFeatures {
  /** Whether a rule may be for all who are signed in. */
  readonly hasEveryone: boolean;
}

/** The rules with the names of their roles and scopes. The name of a scope that the sandbox does not have is empty. */
const named = `(SELECT rules.*, ifnull(roles.name, '') AS role_name, ifnull(scopes.name, '') AS scope_name,
  ifnull(scopes.path, '') AS scope_path FROM runai_rules AS rules
  LEFT JOIN runai_roles AS roles ON roles.id = rules.role_id
  LEFT JOIN runai_scopes AS scopes ON scopes.type = rules.scope_type AND scopes.id = rules.scope_id)`;

const short = (row: RuleRow) => ({
  subjectId: row.subject_id,
  subjectType: row.subject_type,
  roleId: row.role_id,
  scopeId: row.scope_id,
  scopeType: row.scope_type,
  ...(row.cluster_id !== null && { clusterId: row.cluster_id }),
  roleName: row.role_name,
  scopeName: row.scope_name,
  id: row.id,
  tenantId,
});

const whole = (row: RuleRow) => ({
  ...short(row),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at,
  createdBy: row.created_by,
  status: { phase: 'Ready' },
});

interface BatchCreateBody {
  readonly payload: {
    readonly roleId: number;
    readonly clusterId?: string;
    readonly subjects: readonly { readonly subjectId: string; readonly subjectType: string }[];
    readonly scopes: readonly { readonly scopeId: string; readonly scopeType: string }[];
  };
}

/**
 * The operations of `/api/v1/authorization/access-rules` and of the caller's own rules. A rule that is repeated is a 409,
 * undeclared; a role or a scope that does not exist is a 404. A deleted rule is shown to those who ask for deleted ones.
 */
export function ruleOperations(database: Database, { hasEveryone }: RuleFeatures): Record<string, Operation> {
  const known: Sql[] = hasEveryone ? [] : [{ text: 'subject_type <> ?', values: [everyone] }];

  const count = (conditions: readonly Sql[]): number => {
    const { text, values } = where([...known, ...conditions]);
    return database.get<{ count: number }>(`SELECT count(*) AS count FROM ${named} ${text}`, ...values)?.count ?? 0;
  };
  const page = (conditions: readonly Sql[], query: RulesQuery): RuleRow[] => {
    const { offset = 0, limit = 50 } = query;
    if (offset < 0) throw new Refusal(400, 'offset must be at least 0');
    const { text, values } = where([...known, ...conditions]);
    const sql = `SELECT * FROM ${named} ${text} ${orderOf(query)} LIMIT ? OFFSET ?`;
    return database.all<RuleRow>(sql, ...values, limit, offset);
  };
  const list = <Row>(conditions: readonly Sql[], query: RulesQuery, shown: (row: RuleRow) => Row) => {
    const accessRules = page(conditions, query).map(shown);
    return { totalRecords: count(conditions), displayRecords: accessRules.length, accessRules };
  };
  const find = (id: string): RuleRow => {
    const is = [...known, { text: 'id = ?', values: [Number(id)] }, { text: 'deleted_at IS NULL', values: [] }];
    const { text, values } = where(is);
    const row = database.get<RuleRow>(`SELECT * FROM ${named} ${text}`, ...values);
    if (!row) throw new Refusal(404, 'access rule not found');
    return row;
  };

  const create = (rule: NewRule, caller: Caller) => {
    if (rule.subjectId === '') throw new Refusal(400, 'subjectId may not be empty');
    const { subjectId, subjectType, roleId, scopeId, scopeType } = rule;
    if (!database.get('SELECT 1 FROM runai_roles WHERE id = ?', roleId)) throw new Refusal(404, 'role not found');
    if (!database.get('SELECT 1 FROM runai_scopes WHERE type = ? AND id = ?', scopeType, scopeId)) {
      throw new Refusal(404, 'scope not found');
    }
    const repeated = database.get(
      `SELECT 1 FROM runai_rules WHERE subject_id = ? AND subject_type = ? AND role_id = ? AND scope_id = ?
        AND scope_type = ? AND deleted_at IS NULL`,
      subjectId,
      subjectType,
      roleId,
      scopeId,
      scopeType,
    );
    if (repeated) throw new Refusal(409, 'access rule already exists');
    const id = insertRule(database, rule, caller.email, new Date().toISOString());
    return whole(find(String(id)));
  };
  const remove = (id: string): void => {
    const now = new Date().toISOString();
    database.run('UPDATE runai_rules SET deleted_at = ?, updated_at = ? WHERE id = ?', now, now, find(id).id);
  };

  /** The rules of the caller, those of the groups that the caller is in, and those of everyone. */
  const ofCaller = ({ email }: Caller, search: string | undefined): Sql[] => {
    const own = {
      text: `(subject_type = 'user' AND subject_id IN (SELECT username FROM runai_users WHERE username = ?1
          UNION SELECT id FROM runai_users WHERE username = ?1)
        OR subject_type = 'group' AND subject_id IN (SELECT value FROM runai_users, json_each(groups) WHERE username = ?1)
        OR subject_type = '${everyone}')`.replaceAll('?1', '?'),
      values: [email, email, email],
    };
    return [own, ...conditionsOn({ search })];
  };

  /** Does one of many. What refuses it is its own result. */
  const outcome = <Result>(work: () => Result): Result | Refusal => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  };

  return {
    get_access_rules: ({ query }) => {
      const asked = query as RulesQuery;
      return { status: 200, body: list(conditionsOn(asked), asked, whole) };
    },

    count_access_rules: ({ query }) => ({ status: 200, body: { count: count(conditionsOn(query as RulesQuery)) } }),

    get_access_rule({ params: { accessRuleId = '' } }) {
      const row = find(accessRuleId);
      return { status: 200, body: { ...whole(row), scopePath: row.scope_path } };
    },

    create_access_rule: ({ body, caller }) => ({ status: 201, body: create(body as NewRule, caller) }),

    delete_access_rule({ params: { accessRuleId = '' } }) {
      remove(accessRuleId);
      return { status: 204 };
    },

    access_rules_batch({ body }) {
      const { ids, action } = body as { readonly ids: readonly string[]; readonly action: string };
      const results = ids.map((id) => ({ id, result: outcome(() => (action === 'delete' ? remove(id) : find(id))) }));
      const succeeded = results.flatMap(({ id, result }) => (result instanceof Refusal ? [] : [id]));
      const failed = results.flatMap(({ id, result }) =>
        result instanceof Refusal ? [{ id, code: result.status, message: result.message }] : [],
      );
      return { status: 200, body: { id: crypto.randomUUID(), succeeded, failed } };
    },

    access_rules_batch_create({ body, caller }) {
      const { roleId, clusterId, subjects, scopes } = (body as BatchCreateBody).payload;
      const rules = subjects.flatMap((subject) => scopes.map((scope) => ({ ...subject, roleId, ...scope, clusterId })));
      const results = rules.map((payload) => ({ payload, result: outcome(() => create(payload, caller)) }));
      const succeeded = results.flatMap(({ result }) => (result instanceof Refusal ? [] : [result]));
      const failed = results.flatMap(({ payload, result }) =>
        result instanceof Refusal ? [{ payload, code: result.status, message: result.message }] : [],
      );
      return { status: 200, body: { succeeded, failed } };
    },

    get_me_access_rules: ({ query, caller }) => {
      const { offset, limit, search } = query as RulesQuery;
      return { status: 200, body: { accessRules: list(ofCaller(caller, search), { offset, limit }, short) } };
    },

    count_me_access_rules: ({ query, caller }) => ({
      status: 200,
      body: { count: count(ofCaller(caller, (query as RulesQuery).search)) },
    }),
  };
}
