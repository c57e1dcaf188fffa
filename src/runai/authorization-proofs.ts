import { foldCase } from '../batching/names.ts';
import { NotFoundError } from '../errors.ts';
import { intact } from '../rest/contract-breaches.ts';
import { hasAll, isGone, isSame, isSet, madeFinding } from '../rest/proofs.ts';
import type { Proof } from '../rest/settle.ts';
import type { RunaiCalls } from './calls.ts';
import {
  authorizationPageCap,
  type WireAccessRule,
  type WireNewRole,
  type WireNewRule,
  type WireRoleUpdate,
  type WireRunaiRole,
} from './wire-authorization.ts';

/* Which read finds out the outcome of a write of the Authorization API whose answer was lost. */

const platform = 'Run:ai';

/** A new rule. Run:ai has no two alike; the time of its creation tells it from one that was there before. */
export const newRule =
  (calls: RunaiCalls, asked: WireNewRule): Proof<WireAccessRule> =>
  async (look) => {
    const { subjectId, subjectType, roleId, scopeId, clusterId } = asked;
    const query = { subjectType, subjectIds: [subjectId], filterBy: [`roleId==${roleId}`, `scopeId==${scopeId}`] };
    const { body, at } = await calls.look('get_access_rules', {
      query: { ...query, clusterId, sortBy: 'createdAt', sortOrder: 'desc', offset: 0, limit: authorizationPageCap },
    });
    const rule = intact(body.accessRules).find(
      (row) =>
        foldCase(intact(row.subjectId)) === foldCase(subjectId) &&
        row.roleId === roleId &&
        row.scopeId === scopeId &&
        row.scopeType === asked.scopeType &&
        (clusterId === undefined || row.clusterId === clusterId) &&
        row.deletedAt == null,
    );
    return rule ? madeFinding(platform, { madeAt: rule.createdAt, at, look, result: rule }) : { is: 'NOT_DONE' };
  };

/** A rule that must be gone. Run:ai may still show one that was deleted, with the time of that. */
export function goneRule(calls: RunaiCalls, accessRuleId: string): Proof<void> {
  return isGone(async () => {
    const { body } = await calls.look('get_access_rule', { values: { accessRuleId } });
    if (intact(body.deletedAt) != null) throw new NotFoundError('Run:ai has deleted this rule.');
  });
}

const permissionSetsIn = ({ permissionSets }: { readonly permissionSets?: readonly { readonly id: string }[] }) =>
  intact(permissionSets)?.map(({ id }) => intact(id)) ?? [];

/** Whether a role is as a change wants it. */
const isAs = (role: WireRunaiRole, asked: WireRoleUpdate | WireNewRole) => {
  const { name, description, enabled } = asked;
  const predefinedRole = asked.kubernetesPermissions?.predefinedRole;
  return (
    hasAll(role, { name, description, enabled: enabled ?? undefined }) &&
    (asked.permissionSets === undefined || isSame(permissionSetsIn(role), permissionSetsIn(asked))) &&
    (predefinedRole === undefined || intact(role.kubernetesPermissions)?.predefinedRole === predefinedRole)
  );
};

/** A new role. Its name is unique; the time of its creation tells it from one that was there before. */
export const newRole =
  (calls: RunaiCalls, asked: WireNewRole): Proof<WireRunaiRole> =>
  async (look) => {
    const { body, at } = await calls.look('get_roles', { query: { offset: 0, limit: authorizationPageCap } });
    const role = intact(body.roles).find(({ name }) => intact(name) === asked.name);
    if (role) return madeFinding(platform, { madeAt: role.createdAt, at, look, result: role });
    return { is: intact(body.next) == null ? 'NOT_DONE' : 'UNKNOWN' };
  };

export const changedRole = (calls: RunaiCalls, roleIdPath: string, asked: WireRoleUpdate) =>
  isSet(
    () => calls.look('get_role', { values: { roleIdPath } }),
    (role) => isAs(role, asked),
  );

export const goneRole = (calls: RunaiCalls, roleIdPath: string) =>
  isGone(() => calls.look('get_role', { values: { roleIdPath } }));
