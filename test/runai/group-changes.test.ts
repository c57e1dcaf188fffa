import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Facade, graphOver } from '../support/facade.ts';
import { readPlatform } from '../support/platform.ts';

type Result = { __typename: string; group?: { id: string } };

const cluster = '71f69d83-ba66-4822-adf5-55ce55efd210';
const failure = '__typename ... on Failure { code message }';
const createGroup = `mutation CreateGroup($input: CreateGroupInput!) {
  it: createGroup(input: $input) {
    ${failure}
    ... on CreateGroupPayload { access { roles permittedClusterIds entityType } group { id name creator { username } } }
  }
}`;
const updateGroup = `mutation UpdateGroup($input: UpdateGroupInput!) {
  it: updateGroup(input: $input) {
    ${failure}
    ... on UpdateGroupPayload { access { roles } group { name access { isForAllClusters } } }
  }
}`;
const deleteGroup = `mutation DeleteGroup($input: DeleteGroupInput!) {
  it: deleteGroup(input: $input) { ${failure} ... on DeleteGroupPayload { deletedId name } }
}`;

describe.each(['2.22', 'legacy'] as const)('a group of Run:ai %s', (version) => {
  let facade: Facade;
  beforeAll(async () => {
    facade = await graphOver({ version });
  });
  afterAll(() => facade.close());
  beforeEach(() => facade.forgetCalls());

  async function change(document: string, input: object, token?: string): Promise<Result> {
    const { data, errors } = await facade.ask<{ it: Result }, object>(document, { input }, token ? { token } : {});
    expect(errors).toBeUndefined();
    return data.it;
  }

  test.each(['plain', 'a/b', '../users', 'with space', 'Ünïcode 研究 🚀', '100% + ?&=#', 'oidc:admins'])(
    'called "%s" is made, found, changed and deleted',
    async (name) => {
      const path = `/v1/k8s/groups/${encodeURIComponent(name)}`;
      const made = await change(createGroup, { name, roles: ['VIEWER'], permittedClusterIds: [cluster] });
      expect(made).toMatchObject({
        __typename: 'CreateGroupPayload',
        access: { roles: ['VIEWER'], permittedClusterIds: [cluster], entityType: 'GROUP' },
        group: { name, creator: { username: 'admin@sandbox.test' } },
      });
      const before = await readPlatform<object>(facade, path);
      expect(before).toMatchObject({ userId: name, roles: ['viewer'] });

      const globalId = made.group?.id;
      const { data } = await facade.ask<{ byName: object; byId: object }, object>(
        'query Found($name: String!, $id: ID!) { byName: group(by: { name: $name }) { name access { roles } } byId: node(id: $id) { ... on Group { name access { roles } } } }',
        { name, id: globalId },
      );
      expect(data).toEqual({
        byName: { name, access: { roles: ['VIEWER'] } },
        byId: { name, access: { roles: ['VIEWER'] } },
      });

      await facade.forgetCalls();
      expect(await change(updateGroup, { name, roles: ['EDITOR'], isForAllClusters: true })).toEqual({
        __typename: 'UpdateGroupPayload',
        access: { roles: ['EDITOR'] },
        group: { name, access: { isForAllClusters: true } },
      });
      expect(await facade.calls()).toEqual([
        `GET /v1/k8s/groups/${name}`,
        `PUT /v1/k8s/groups/${name}`,
        `GET /v1/k8s/groups/${name}`,
      ]);
      expect(await readPlatform(facade, path)).toEqual({ ...before, roles: ['editor'], permitAllClusters: true });

      await facade.forgetCalls();
      expect(await change(deleteGroup, { name })).toEqual({
        __typename: 'DeleteGroupPayload',
        deletedId: globalId,
        name,
      });
      expect(await facade.calls()).toEqual([`DELETE /v1/k8s/groups/${name}`]);
      expect(await readPlatform(facade, path)).toBeNull();
    },
  );

  test("that exists, does not, has no name, or is not the caller's to change is a failure", async () => {
    const roles = ['VIEWER'];
    expect(await change(createGroup, { name: 'robotics', roles })).toMatchObject({ __typename: 'ConflictFailure' });
    expect(await change(updateGroup, { name: 'no such', roles })).toMatchObject({ __typename: 'NotFoundFailure' });
    expect(await change(deleteGroup, { name: 'no such' })).toMatchObject({ __typename: 'NotFoundFailure' });
    expect(await change(createGroup, { name: '', roles })).toMatchObject({ __typename: 'ValidationFailure' });
    expect(await change(deleteGroup, { name: '..' })).toMatchObject({ __typename: 'ValidationFailure' });
    expect(await change(deleteGroup, { name: 'robotics' }, 'sandbox-viewer')).toMatchObject({
      __typename: 'ForbiddenFailure',
    });
    expect(await readPlatform(facade, '/v1/k8s/groups/robotics')).not.toBeNull();
  });
});
