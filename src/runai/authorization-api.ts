import type { TotalledPage } from '../paging/totalled-list.ts';
import type { Window } from '../paging/window.ts';
import { intact } from '../rest/contract-breaches.ts';
import { dropped, whole } from '../rest/settle.ts';
import { changedRole, goneRole, goneRule, newRole, newRule } from './authorization-proofs.ts';
import { type Answer, mutation, type RunaiCalls } from './calls.ts';
import {
  authorizationPageCap,
  type RuleList,
  type RuleSelection,
  type WireAccessRule,
  type WireNewRole,
  type WireNewRule,
  type WireNewRules,
  type WireOwnRule,
  type WirePermissionSet,
  type WirePermittedActions,
  type WireRoleUpdate,
  type WireRunaiRole,
} from './wire-authorization.ts';
import { inRange, lacking } from './wire-users.ts';

/** The Run:ai Authorization API: one method an operation. For versions with access rules. */
export class AuthorizationApi {
  readonly #calls: RunaiCalls;

  constructor(calls: RunaiCalls) {
    this.#calls = calls;
  }

  async listRules(query: RuleList & Window, reason: string): Promise<TotalledPage<WireAccessRule>> {
    const { conditions, search, includeDeleted, ...rest } = query;
    const selected = { ...selection({ conditions, search, includeDeleted }), ...rest };
    return pageOf(await this.#calls.call('get_access_rules', { query: selected }, reason));
  }

  /** @throws {BadResponseError} for a number that GraphQL's `Int` cannot carry */
  async countRules(query: RuleSelection, reason: string): Promise<number> {
    return counted(await this.#calls.call('count_access_rules', { query: selection(query) }, reason));
  }

  getRule(accessRuleId: string, reason: string): Promise<WireAccessRule> {
    return this.#calls.call('get_access_rule', { values: { accessRuleId } }, reason);
  }

  /** The rules that hold for the caller. */
  async listOwnRules(query: { search?: string } & Window, reason: string): Promise<TotalledPage<WireOwnRule>> {
    const { accessRules } = await this.#calls.call('get_me_access_rules', { query: { ...query } }, reason);
    if (!accessRules) throw lacking('the rules of the caller');
    return pageOf(intact(accessRules));
  }

  /** @throws {BadResponseError} for a number that GraphQL's `Int` cannot carry */
  async countOwnRules(query: { search?: string }, reason: string): Promise<number> {
    return counted(await this.#calls.call('count_me_access_rules', { query }, reason));
  }

  createRule(body: WireNewRule): Promise<WireAccessRule> {
    const proof = newRule(this.#calls, body);
    return this.#calls.write('create_access_rule', { body }, { accept: (rule) => withId(rule, 'rule'), proof });
  }

  /** The answer has an outcome for each pair of a subject and a scope: success may mean that nothing was done. */
  createRules(payload: WireNewRules): Promise<Answer<'access_rules_batch_create'>> {
    return this.#calls.call('access_rules_batch_create', { body: { payload } }, mutation);
  }

  async deleteRule(accessRuleId: string): Promise<void> {
    const proof = goneRule(this.#calls, accessRuleId);
    await this.#calls.write('delete_access_rule', { values: { accessRuleId } }, dropped(proof));
  }

  /** The answer has an outcome for each rule: success may mean that nothing was done. */
  deleteRules(ids: readonly string[]): Promise<Answer<'access_rules_batch'>> {
    return this.#calls.call('access_rules_batch', { body: { ids: [...ids], action: 'delete' } }, mutation);
  }

  /** What `deleteRules` would answer: it is asked, and nothing is deleted. */
  checkDeletion(ids: readonly string[]): Promise<Answer<'access_rules_batch'>> {
    const body = { ids: [...ids], action: 'validate_delete' };
    return this.#calls.ask('access_rules_batch', { body }, 'Checks whether rules can be deleted.');
  }

  /** All roles: in one call before 3.0, by pages since. */
  async listRoles(reason: string): Promise<WireRunaiRole[]> {
    if (!this.#hasPages) return this.#calls.call('get_roles_v1', {}, reason);
    const roles: WireRunaiRole[] = [];
    for (let offset = 0; ; ) {
      const query = { offset, limit: authorizationPageCap };
      const page = await this.#calls.call('get_roles', { query }, reason);
      roles.push(...intact(page.roles));
      const next = intact(page.next);
      if (next == null) return roles;
      if (next <= offset) throw lacking('an offset that leads on');
      offset = next;
    }
  }

  getRole(roleIdPath: string, reason: string): Promise<WireRunaiRole> {
    return this.#calls.call(this.#hasPages ? 'get_role' : 'get_role_v1', { values: { roleIdPath } }, reason);
  }

  createRole(body: WireNewRole): Promise<WireRunaiRole> {
    const proof = newRole(this.#calls, body);
    return this.#calls.write('create_role', { body }, { accept: (role) => withId(role, 'role'), proof });
  }

  replaceRole(roleIdPath: string, body: WireRoleUpdate): Promise<WireRunaiRole> {
    const proof = changedRole(this.#calls, roleIdPath, body);
    return this.#calls.write('update_role', { values: { roleIdPath }, body }, whole(proof));
  }

  async deleteRole(roleIdPath: string): Promise<void> {
    await this.#calls.write('delete_role', { values: { roleIdPath } }, dropped(goneRole(this.#calls, roleIdPath)));
  }

  getPermissionSet(permissionSetId: string, reason: string): Promise<WirePermissionSet> {
    return this.#calls.call('get_permission_set', { values: { permissionSetId } }, reason);
  }

  /** What the caller may do, in any scope. */
  listPermissions(reason: string): Promise<Answer<'get_permissions'>> {
    return this.#calls.call('get_permissions', {}, reason);
  }

  /** Where the caller may do what with things of a kind. */
  permittedScopes(resourceType: string, reason: string): Promise<WirePermittedActions> {
    return this.#calls.call('get_permitted_scopes', { body: { resourceType } }, reason);
  }

  get #hasPages(): boolean {
    return this.#calls.has('customRoles');
  }
}

function selection({ conditions = [], search, includeDeleted }: RuleSelection) {
  const filterBy = conditions.map(({ field, operator, value }) => `${field}${operator}${value}`);
  return { filterBy, search, ...(includeDeleted && { includeDeleted }) };
}

function pageOf<Row>({ accessRules, totalRecords }: { accessRules: Row[]; totalRecords: number }): TotalledPage<Row> {
  return { rows: intact(accessRules), total: inRange(intact(totalRecords)) };
}

/** What was created. @throws {BadResponseError} without its id */
function withId<Row extends { readonly id: number }>(created: Row, what: string): Row {
  if (!Number.isInteger(created.id)) throw lacking(`the id of the new ${what}`);
  return created;
}

const counted = ({ count }: { count: number }): number => inRange(count);
