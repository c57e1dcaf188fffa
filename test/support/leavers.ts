import fc from 'fast-check';
import { request } from 'undici';
import { tenantGroups, tenants } from '../../src/sandbox/kestra-directory.ts';
import { rolesOf } from '../../src/sandbox/kestra-roles.ts';
import type { Facade } from './facade.ts';

/** What somebody who is going to leave has, apart from the name. */
export interface Leaver {
  readonly onRunai: boolean;
  readonly rules: number;
  readonly onKestra: boolean;
  readonly isSuperAdmin: boolean;
  readonly tokens: number;
  readonly tenantIds: readonly string[];
  /** Of those tenants: of how many groups of each. */
  readonly groups: number;
  readonly roles: number;
  readonly isInvited: boolean;
}

/** Somebody who has something of every kind. */
export const everything: Leaver = {
  ...{ onRunai: true, rules: 1, onKestra: true, isSuperAdmin: true, tokens: 1 },
  ...{ tenantIds: ['research'], groups: 1, roles: 1, isInvited: true },
};

export const anyLeaver: fc.Arbitrary<Leaver> = fc.record({
  onRunai: fc.boolean(),
  rules: fc.nat(2),
  onKestra: fc.boolean(),
  isSuperAdmin: fc.boolean(),
  tokens: fc.nat(2),
  tenantIds: fc.subarray(tenants.map(({ id }) => id)),
  groups: fc.nat(2),
  roles: fc.nat(2),
  isInvited: fc.boolean(),
});

async function send(url: string, method: 'POST' | 'GET', body?: object) {
  const answer = await request(url, {
    method,
    headers: { authorization: 'Bearer sandbox-admin', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

const rulesPath = '/api/v1/authorization/access-rules';

/** Gives somebody of this name all that, at the platforms themselves. @returns the id on Kestra, where there is an account */
export async function hire(email: string, leaver: Leaver, { sandboxUrl, kestra }: Facade): Promise<string | undefined> {
  if (leaver.onRunai) await send(`${sandboxUrl}/api/v1/users`, 'POST', { email });
  if (leaver.rules > 0) {
    const { accessRules } = await send(`${sandboxUrl}${rulesPath}?limit=50&sortBy=createdAt&sortOrder=asc`, 'GET');
    const distinct = [...new Map(accessRules.map((rule: { scopeId: string }) => [rule.scopeId, rule])).values()];
    for (const rule of distinct.slice(0, leaver.rules)) {
      const { roleId, scopeId, scopeType } = rule as Record<string, unknown>;
      const body = { subjectId: email, subjectType: 'user', roleId, scopeId, scopeType };
      await send(`${sandboxUrl}${rulesPath}`, 'POST', body);
    }
  }
  const base = `${kestra.sandboxUrl}/api/v1`;
  if (leaver.isInvited) await send(`${base}/main/invitations`, 'POST', { email });
  if (!leaver.onKestra) return undefined;
  const { tenantIds, isSuperAdmin: superAdmin } = leaver;
  const groups = tenantIds.flatMap((tenant) =>
    tenantGroups.filter(({ tenantId }) => tenantId === tenant).slice(0, leaver.groups),
  );
  const body = { email, superAdmin, tenants: tenantIds, groups: groups.map(({ id }) => id) };
  const { id } = await send(`${base}/users`, 'POST', body);
  for (let token = 0; token < leaver.tokens; token++)
    await send(`${base}/users/${id}/api-tokens`, 'POST', { name: `t-${token}` });
  for (const tenant of tenantIds) {
    for (const role of rolesOf(tenant).slice(0, leaver.roles))
      await send(`${base}/${tenant}/bindings`, 'POST', { type: 'USER', externalId: id, roleId: role.id });
  }
  return id;
}

export interface Step {
  readonly key: string;
  readonly platform: string;
  readonly action: string;
  readonly description: string;
  readonly call: string | null;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}
export interface Plan {
  readonly digest: string;
  readonly stepCallCount: number;
  readonly planningCallCount: number;
  readonly previouslyDoneCount: number;
  readonly untakenStepCount: number;
  readonly accounts: readonly {
    readonly platform: string;
    readonly userId: string | null;
    readonly username: string | null;
    readonly isCallerKnown: boolean;
    readonly error: Step['error'];
  }[];
  readonly steps: readonly Step[];
}
export interface Result {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly isDryRun?: boolean;
  readonly isComplete?: boolean;
  readonly plan: Plan;
  readonly issues?: readonly { readonly path: readonly string[]; readonly code: string }[];
}

const plan = `plan {
  digest stepCallCount planningCallCount previouslyDoneCount untakenStepCount
  accounts { platform userId username isCallerKnown error { code message } }
  steps { key platform action description call status error { code message } }
}`;

export const offboardDocument = `mutation ($input: OffboardPersonInput!) {
  offboardPerson(input: $input) {
    __typename
    ... on OffboardPersonPayload { isDryRun isComplete ${plan} }
    ... on StalePlanFailure { ${plan} }
    ... on ValidationFailure { issues { path code } }
    ... on Failure { code message }
  }
}`;

interface Input {
  readonly email: string;
  readonly dryRun?: boolean;
  readonly planDigest?: string;
}

/** What the graph answers, with the calls that each platform served meanwhile: writes are all that is no GET. */
export async function offboarding(facade: Facade, input: Input, options = {}) {
  for (const sandbox of facade.sandboxes) await sandbox.forgetCalls();
  const answer = await facade.ask<{ offboardPerson: Result }, { input: Input }>(offboardDocument, { input }, options);
  const calls = await Promise.all(facade.sandboxes.map((sandbox) => sandbox.calls()));
  const isWrite = (call: string) => !call.startsWith('GET ');
  return {
    ...answer,
    result: answer.data?.offboardPerson,
    reads: calls.flatMap((all) => all.filter((call) => !isWrite(call))),
    /** Of each platform. */
    writes: calls.map((all) => all.filter(isWrite)),
  };
}
