import { describe, expect, test } from 'vitest';
import { loadSandboxConfig } from '../../src/config.ts';
import { statusOf } from '../../src/doctor/report.ts';
import { startSandboxes } from '../../src/embedded-sandbox.ts';
import { features as kestraFeatures, kestraVersions } from '../../src/kestra/versions.ts';
import type { PlatformName } from '../../src/platforms.ts';
import { features, runaiVersions } from '../../src/runai/versions.ts';
import { type Quirk, quirkNames } from '../../src/sandbox/quirks.ts';
import { diagnosisOf, fieldsThat, type Installation } from '../support/doctor.ts';
import { needs } from './doctor-needs.ts';

/* The doctor names exactly the fields that an installation breaks, and no other. */

type Field = string;

/** Who the caller is says which tenants there are; a super admin who may not know it is shown them all the same. */
const ofTenants = ['node(id: KestraTenant)', 'nodes(ids: KestraTenant)'];

/** Operations that fail here in several ways; in `doctor-operations.test.ts` each of all is absent. */
const failing: readonly (readonly [PlatformName, string])[] = [
  ['runai', 'get_users'],
  ['runai', 'count_users'],
  ['runai', 'get_user_by_id'],
  ['kestra', 'listUsers'],
  ['kestra', 'getUser'],
  ['kestra', 'autocompleteUsers'],
  ['kestra', 'listApiTokens_1'],
  ['kestra', 'getCurrentUser'],
  ['runai', 'get_access_rules'],
];

/** Those of the older access model. */
const needsOfAccess: Readonly<Record<string, readonly Field[]>> = {
  getUsers: ['usersByAccess'],
  getUserById: ['User.access'],
  getRoles: ['roles'],
  getUserRoles: ['User.access'],
  getGroups: ['groups'],
  geGroupByName: ['group(by: {groupId})', 'group(by: {name})', 'node(id: Group)', 'nodes(ids: Group)'],
};

/** The fields that show users of whom nothing but the name is asked. */
const byName = [
  'AccessRule.creator',
  'KestraUser.user',
  'User.creator',
  'user(by: {userId})',
  'user(by: {username})',
  'users(filter: {userId: {in}})',
];

async function found(installation: Installation) {
  const { diagnosis } = await diagnosisOf(installation);
  const [broken, denied, degraded] = (['broken', 'denied', 'degraded'] as const).map((result) =>
    fieldsThat(diagnosis, result),
  );
  return { broken, denied, degraded, status: statusOf(diagnosis) };
}

const fine = { broken: [], denied: [], degraded: [], status: 0 };

describe.each(failing)('where %s has a %s that', (platform, operationId) => {
  const fields = needs[platform][operationId] ?? [];
  const faulty = (fault: object) => found({ faults: { [platform]: [{ operationId, ...fault }] } });

  test('fails, the fields that need it are broken, and no other is', async () => {
    expect(await faulty({ status: 500 })).toEqual({ ...fine, broken: fields, status: 1 });
  });

  test('is denied, the fields that need it are denied, and no other is', async () => {
    const degraded = fields.filter((field) => ofTenants.includes(field));
    const denied = fields.filter((field) => !degraded.includes(field));
    expect(await faulty({ status: 403 })).toEqual({ ...fine, denied, degraded, status: 1 });
  });

  test('is answered by a proxy, the fields that need it are broken, and no other is', async () => {
    expect(await faulty({ body: 'not-json' })).toEqual({ ...fine, broken: fields, status: 1 });
  });
});

test.each(Object.entries(needsOfAccess))(
  'where %s of the older access model is denied, what needs it is denied, and no other field is',
  async (operationId, fields) => {
    const versions = { RUNAI_VERSION: '2.22' };
    const faults = { runai: [{ operationId, status: 403 }] };
    // Single calls stand in for the list.
    const degraded = operationId === 'getUsers' ? ['User.access'] : [];
    expect(await found({ versions, faults })).toEqual({ ...fine, denied: fields, degraded, status: 1 });
  },
);

test.each([
  { fault: { status: 403 }, expected: { ...fine, degraded: byName } },
  { fault: { body: 'not-json' as const }, expected: { ...fine, degraded: byName } },
  { fault: { status: 500 }, expected: { ...fine, broken: byName, status: 1 } },
])('where the look-up of names answers $fault, what the list makes up for is degraded', async ({ fault, expected }) => {
  const { diagnosis } = await diagnosisOf({ faults: { runai: [{ operationId: 'get_users_minimal', ...fault }] } });
  expect(fieldsThat(diagnosis, 'broken')).toEqual(expected.broken);
  expect(fieldsThat(diagnosis, 'degraded')).toEqual(expected.degraded);
  expect(statusOf(diagnosis)).toBe(expected.status);
});

test('a user who is listed and not found is a fault', async () => {
  const { broken, status } = await found({ faults: { runai: [{ operationId: 'get_user_by_id', status: 404 }] } });
  expect([broken, status]).toEqual([['node(id: User)', 'nodes(ids: User)', 'user(by: {userId})'], 1]);
});

const names = ['User.firstName', 'User.fullName', 'User.lastName'];
const ordersByName = ['FIRST_NAME', 'FULL_NAME', 'LAST_NAME'].map((field) => `users(orderBy: {field: ${field}})`);
const onlyOfWholeLists = [
  '{createdAt: {isNull}}',
  '{createdBy: {not}}',
  '{lastLoginAt: {isNull}}',
  '{updatedAt: {isNull}}',
  '{username: {not}}',
].map((filter) => `users(filter: ${filter})`);
const onlyOfAccess = [
  'Group.access',
  'Group.creator',
  'User.access',
  'groups(createdByMe:)',
  'groups(roles: ADMIN)',
  'roles',
  'usersByAccess',
];

const onlyOfRules = [
  'Group.accessRules',
  'User.accessRules',
  'User.viewerCanDelete',
  'User.viewerCanUpdate',
  'Viewer.accessRules',
  'Viewer.permissions',
  'Viewer.permittedScopes(resourceType:)',
  'accessRules',
  'runaiRole(by: {name})',
  'runaiRoles',
];

test.each(runaiVersions)('Run:ai %s: what it lacks is unsupported, and all else works', async (version) => {
  const { diagnosis } = await diagnosisOf({ versions: { RUNAI_VERSION: version } });
  const { names: hasNames, wholeLists, access, rules, customRoles } = features[version];
  const lacking = [
    ...(hasNames ? [] : [...names, ...ordersByName]),
    ...(wholeLists ? [] : onlyOfWholeLists),
    ...(access ? [] : onlyOfAccess),
    ...(rules ? [] : onlyOfRules),
    // Where there are no roles, none is seen that would lack them.
    ...(rules && !customRoles ? ['RunaiRole.permissionSets'] : []),
  ];
  expect(fieldsThat(diagnosis, 'unsupported')).toEqual(lacking.toSorted());
  expect(fieldsThat(diagnosis, 'broken', 'denied', 'degraded')).toEqual([]);
});

const listsOfTenants = ['bindings', 'groups', 'invitations', 'members', 'roles', 'serviceAccounts'].map(
  (list) => `KestraTenant.${list}`,
);
/** What Kestra has from 1.3 on: who the caller is, and who may do what in a tenant. */
const ofNewerKestra = [
  ...[...listsOfTenants, 'KestraGroup.members', 'kestraServiceAccounts'].flatMap((list) => [
    list,
    `${list}.totalCount`,
  ]),
  'KestraGroup.description',
  'KestraTenant.groupSuggestions',
  'KestraTenant.roleSuggestions',
  'KestraUser.viewerCanDelete',
  'KestraUser.viewerCanUpdate',
  'kestraViewer',
];

test.each(kestraVersions)('Kestra %s: what it lacks is unsupported, and all else works', async (version) => {
  const { diagnosis } = await diagnosisOf({ versions: { KESTRA_VERSION: version } });
  const ofKestra = fieldsThat(diagnosis, 'unsupported').filter((field) => /^kestra/i.test(field));
  expect(ofKestra).toEqual(kestraFeatures[version].viewer ? [] : ofNewerKestra.toSorted());
  expect(fieldsThat(diagnosis, 'broken', 'denied', 'degraded')).toEqual([]);
});

test('who may only read is denied no query', async () => {
  expect(await found({ token: 'sandbox-viewer' })).toEqual(fine);
});

const orders = ['{direction: ASC}', '{direction: DESC}'].concat(
  ['DISPLAY_NAME', 'FIRST_NAME', 'LAST_NAME', 'USERNAME'].map((field) => `{field: ${field}}`),
);

/** Conditions of users that the platform looks at; the facade checks the others itself. */
const conditions = [
  ...['createdAt', 'lastLoginAt', 'updatedAt'].flatMap((time) => ['eq', 'gte', 'lte'].map((is) => `${time}: {${is}}`)),
  ...['createdBy', 'username'].flatMap((text) => ['contains', 'eq', 'in'].map((is) => `${text}: {${is}}`)),
  'isLocal',
].map((condition) => `users(filter: {${condition}})`);

const rowsOfQuirks: readonly { quirk: Quirk; expected: object }[] = [
  {
    quirk: 'kestra-sort-500',
    expected: { ...fine, broken: orders.map((it) => `kestraUsers(orderBy: ${it})`), status: 1 },
  },
  { quirk: 'kestra-ignores-q', expected: { ...fine, degraded: ['kestraUsers(search:)'] } },
  {
    quirk: 'runai-ignores-conditions',
    expected: { ...fine, broken: [...conditions, 'users(search:)'].toSorted(), status: 1 },
  },
  ...(
    [
      'runai-clamps-limit',
      'runai-zero-times',
      'kestra-unordered',
      'kestra-creates-silently',
      'kestra-taken-422',
      'kestra-impersonates-with-200',
    ] as const
  ).map((quirk) => ({ quirk, expected: fine })),
];

test('each quirk is a row here', () => {
  expect(rowsOfQuirks.map(({ quirk }) => quirk).toSorted()).toEqual(quirkNames.toSorted());
});

test.each(rowsOfQuirks)('a server with the quirk $quirk', async ({ quirk, expected }) => {
  expect(await found({ quirks: [quirk] })).toEqual(expected);
});

test.each(rowsOfQuirks)('an older server with the quirk $quirk', async ({ quirk, expected }) => {
  const versions = { RUNAI_VERSION: '2.22', KESTRA_VERSION: '1.0' };
  expect(await found({ versions, quirks: [quirk] })).toEqual(expected);
});

test('an older Kestra shows no service account: one that is named is asked for', async () => {
  const { ofPlatforms } = loadSandboxConfig({});
  const { running, close } = await startSandboxes(['kestra'], ofPlatforms, { users: 25 });
  const headers = { authorization: 'Bearer sandbox-admin' };
  const answer = await fetch(`${running.get('kestra')?.url}/api/v1/service-accounts?page=1&size=1`, { headers });
  const { results } = (await answer.json()) as { results: { id: string }[] };
  await close();
  const versions = { KESTRA_VERSION: '1.0' };
  const { diagnosis: unnamed } = await diagnosisOf({ versions });
  expect(unnamed.fields.find(({ field }) => field === 'kestraServiceAccount')).toMatchObject({
    result: 'untried',
    reason: 'No KestraServiceAccount is known: name one by --ids KestraServiceAccount:<its id>.',
  });
  const known = [{ typename: 'KestraServiceAccount', id: results[0]?.id ?? '' }];
  const { diagnosis } = await diagnosisOf({ versions, known });
  expect(fieldsThat(diagnosis, 'broken', 'denied')).toEqual([]);
  for (const field of ['kestraServiceAccount(by: {serviceAccountId})', 'KestraServiceAccount.apiTokens']) {
    expect(fieldsThat(diagnosis, 'works')).toContain(field);
  }
});

/** A rule for everybody has a subject that 2.24 does not know, and its path of roles is gone. */
const ofNewerRules = [
  'AccessSubject.group',
  'AccessSubject.type',
  'AccessSubject.user',
  'node(id: RunaiRole)',
  'nodes(ids: RunaiRole)',
  'runaiRole(by: {name})',
  'runaiRole(by: {roleId})',
  'runaiRoles',
];

interface Mistake {
  readonly speaks: Readonly<Record<string, string>>;
  readonly told: Readonly<Record<string, string>>;
  readonly broken: readonly Field[];
}

test.each<Mistake>([
  {
    speaks: { RUNAI_VERSION: '2.24', KESTRA_VERSION: '1.0' },
    told: { RUNAI_VERSION: '3.0', KESTRA_VERSION: '2.0' },
    broken: [
      ...ofNewerKestra,
      ...ofTenants,
      ...['KestraGroup', 'RunaiRole'].flatMap((type) => [`node(id: ${type})`, `nodes(ids: ${type})`]),
      'Viewer.permittedScopes(resourceType:)',
      'runaiRole(by: {name})',
      'runaiRole(by: {roleId})',
      'runaiRoles',
      ...ordersByName,
    ],
  },
  { speaks: { RUNAI_VERSION: '3.0' }, told: { RUNAI_VERSION: '2.24' }, broken: ofNewerRules },
  {
    speaks: { RUNAI_VERSION: '2.24' },
    told: { RUNAI_VERSION: 'legacy' },
    broken: ['Group.access', 'Group.creator', 'groups', 'roles', 'usersByAccess'],
  },
])('servers that speak $speaks, where the settings say $told', async ({ speaks, told, broken }) => {
  const { diagnosis } = await diagnosisOf({ versions: speaks, settings: told });
  expect(fieldsThat(diagnosis, 'broken')).toEqual(broken.toSorted());
});
