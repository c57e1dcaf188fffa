import type { Sql } from './database.ts';
import { Refusal } from './platform.ts';

/** The query of a list of access rules, as the contract lets it through; the last three are of 2.24 alone. */
export interface RulesQuery {
  readonly subjectType?: string;
  readonly subjectIds?: readonly string[];
  readonly clusterId?: string;
  readonly scopeId?: string;
  readonly lastUpdated?: string;
  readonly includeDeleted?: boolean;
  readonly filterBy?: readonly string[];
  readonly search?: string;
  readonly sortBy?: string;
  readonly sortOrder?: 'asc' | 'desc';
  readonly offset?: number;
  readonly limit?: number;
  readonly subjectIdFilter?: string;
  readonly scopeType?: string;
  readonly roleId?: number;
}

/** Fields to filter and sort by, and their columns. Every rule is ready: clusters are not simulated. */
const columns: Readonly<Record<string, string>> = {
  subjectId: 'subject_id',
  subjectType: 'subject_type',
  roleId: 'role_id',
  scopeId: 'scope_id',
  scopeType: 'scope_type',
  roleName: 'role_name',
  scopeName: 'scope_name',
  createdAt: 'created_at',
  deletedAt: 'deleted_at',
  createdBy: 'created_by',
  // Not a constant, which SQLite would take for the number of a column in an order.
  phase: "iif(id > 0, 'Ready', NULL)",
};

const dates = ['createdAt', 'deletedAt'];

/** All of these must hold. Text is compared by code units, and parts of it without regard to case. */
export function conditionsOn(query: RulesQuery): Sql[] {
  const { subjectType, subjectIds, clusterId, scopeId, lastUpdated, filterBy = [], search } = query;
  const conditions = filterBy.map(condition);
  const equal = (column: string, value: string | number | undefined) => {
    if (value !== undefined) conditions.push({ text: `${column} = ?`, values: [value] });
  };
  if (!query.includeDeleted) conditions.push({ text: 'deleted_at IS NULL', values: [] });
  equal('subject_type', subjectType);
  equal('cluster_id', clusterId);
  equal('scope_id', scopeId);
  equal('scope_type', query.scopeType);
  equal('role_id', query.roleId);
  if (subjectIds) {
    const text = 'subject_id IN (SELECT value FROM json_each(?))';
    conditions.push({ text, values: [JSON.stringify(subjectIds)] });
  }
  if (query.subjectIdFilter !== undefined) conditions.push(part('subject_id', query.subjectIdFilter));
  if (lastUpdated !== undefined) {
    conditions.push({ text: 'updated_at >= ?', values: [instantOf(lastUpdated, 'lastUpdated')] });
  }
  if (search !== undefined) {
    const parts = ['subject_id', 'role_name', 'scope_name'].map((column) => part(column, search));
    conditions.push({
      text: `(${parts.map(({ text }) => text).join(' OR ')})`,
      values: parts.flatMap(({ values }) => values),
    });
  }
  return conditions;
}

/** A total order: rows that are equal in the sort field stand by ascending id. Null comes last. */
export function orderOf({ sortBy, sortOrder = 'asc' }: RulesQuery): string {
  if (sortBy === undefined) return `ORDER BY id ${sortOrder}`;
  const column = columns[sortBy] ?? 'id';
  return `ORDER BY ${column} IS NULL, ${column} ${sortOrder}, id`;
}

const part = (column: string, text: string): Sql => ({
  text: `instr(fold(${column}), ?) > 0`,
  values: [text.toLowerCase()],
});

const comparisons: Readonly<Record<string, string>> = { '==': '=', '!=': '<>', '<=': '<=', '>=': '>=' };

function condition(written: string): Sql {
  const [, field = '', operator = '', value = ''] = /^([A-Za-z]+?)(==|!=|<=|>=|=@|!@|=\^|=\$)(.+)$/.exec(written) ?? [];
  const column = columns[field];
  if (!column) throw new Refusal(400, 'filterBy holds a condition that cannot be');
  const comparison = comparisons[operator];
  if (dates.includes(field)) {
    if (!comparison) throw new Refusal(400, `${field} takes ==, !=, <= or >=`);
    return { text: `${column} ${comparison} ?`, values: [instantOf(value, field)] };
  }
  if (field === 'roleId') {
    if (!comparison || !/^\d+$/.test(value)) throw new Refusal(400, 'roleId takes ==, !=, <= or >= and a number');
    return { text: `${column} ${comparison} ?`, values: [Number(value)] };
  }
  if (comparison) return { text: `${column} ${comparison} ?`, values: [value] };
  const folded = value.toLowerCase();
  switch (operator) {
    case '=@':
      return part(column, value);
    case '!@':
      return { text: `instr(fold(${column}), ?) = 0`, values: [folded] };
    case '=^':
      return { text: `substr(fold(${column}), 1, length(?)) = ?`, values: [folded, folded] };
    default:
      return {
        text: `length(${column}) >= length(?) AND substr(fold(${column}), -length(?)) = ?`,
        values: [folded, folded, folded],
      };
  }
}

function instantOf(written: string, name: string): string {
  const date = new Date(written);
  if (Number.isNaN(date.getTime())) throw new Refusal(400, `${name} takes a date`);
  return date.toISOString();
}
