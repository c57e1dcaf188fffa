/** Mutations that change who is in a group, and who keeps it. */

import { free, settledWrite } from '../../../cost/field-cost.ts';
import { builder } from '../../../graph/builder.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import type { TenantKey } from '../../composite-id.ts';
import { keyIn, memberIdIn } from '../../input-ids.ts';
import { KestraGroup } from '../../types/refs.ts';
import { KestraMembership } from '../group.ts';
import type { WireGroupMember } from '../reads.ts';
import { KestraTenantMember } from '../refs.ts';
import { failures, itsTenant, memberId, ownId, withAccess } from './input.ts';

const since =
  'Needs no super-admin rights, only a role in the tenant or the ownership of the group. Kestra can do it from 1.3 on.';

interface Changed {
  readonly group: TenantKey;
  readonly member: WireGroupMember;
}

const memberPayload = (name: string, description: string) =>
  builder.objectRef<Changed>(name).implement({
    description,
    fields: (t) => ({
      member: t.field({
        type: KestraTenantMember,
        description: 'The member of the tenant, with the groups after the change.',
        extensions: free,
        resolve: ({ group: { tenantId }, member }) => ({ ...member, tenantId }),
      }),
      group: t.field({
        type: KestraGroup,
        description: 'The group. Its name and its members are read when they are selected.',
        extensions: free,
        resolve: ({ group }) => group,
      }),
    }),
  });

const AddKestraGroupMemberPayload = memberPayload('AddKestraGroupMemberPayload', 'Kestra added a member to a group.');
const RemoveKestraGroupMemberPayload = memberPayload(
  'RemoveKestraGroupMemberPayload',
  'Kestra removed a member from a group.',
);
const SetKestraGroupMembershipPayload = memberPayload(
  'SetKestraGroupMembershipPayload',
  'Kestra set what a member may do with a group.',
);

builder.mutationFields((t) => ({
  addKestraGroupMember: t.fieldWithInput({
    ...nullOnError,
    type: AddKestraGroupMemberPayload,
    errors: failures,
    description: `Adds a user or a service account to a group. Since 2.0 it must already have access to the tenant; 1.3 grants that too. If Kestra refuses, one more REST call shows what is missing. ${since}`,
    input: {
      groupId: t.input.id(ownId('group', 'groupId')),
      tenantId: t.input.id(itsTenant),
      userId: t.input.id(memberId),
    },
    extensions: settledWrite(1),
    resolve: async (_, { input }, { kestra }) => {
      const group = keyIn(kestra, 'KestraGroup', input.groupId, { tenantId: input.tenantId, path: ['groupId'] });
      const id = memberIdIn(input.userId, ['userId'], group.tenantId);
      const { tenantId } = group;
      const add = () => kestra.changeTenant((writes) => writes.addMember(tenantId, group.id, id));
      return { group, member: await withAccess(kestra, { tenantId, id }, add) };
    },
  }),
  removeKestraGroupMember: t.fieldWithInput({
    ...nullOnError,
    type: RemoveKestraGroupMemberPayload,
    errors: failures,
    description: `Removes a member from a group. ${since}`,
    input: {
      groupId: t.input.id(ownId('group', 'groupId')),
      tenantId: t.input.id(itsTenant),
      userId: t.input.id(memberId),
    },
    resolve: async (_, { input }, { kestra }) => {
      const group = keyIn(kestra, 'KestraGroup', input.groupId, { tenantId: input.tenantId, path: ['groupId'] });
      const id = memberIdIn(input.userId, ['userId'], group.tenantId);
      return {
        group,
        member: await kestra.changeTenant((writes) => writes.removeMember(group.tenantId, group.id, id)),
      };
    },
  }),
  setKestraGroupMembership: t.fieldWithInput({
    ...nullOnError,
    type: SetKestraGroupMembershipPayload,
    errors: failures,
    description: `Makes a member of a group its owner, or an owner a plain member. ${since}`,
    input: {
      groupId: t.input.id(ownId('group', 'groupId')),
      tenantId: t.input.id(itsTenant),
      userId: t.input.id(memberId),
      membership: t.input.field({
        type: KestraMembership,
        required: true,
        description: 'What the member may do with the group.',
      }),
    },
    resolve: async (_, { input }, { kestra }) => {
      const group = keyIn(kestra, 'KestraGroup', input.groupId, { tenantId: input.tenantId, path: ['groupId'] });
      const id = memberIdIn(input.userId, ['userId'], group.tenantId);
      const { membership } = input;
      const set = kestra.changeTenant((writes) => writes.setMembership(group.tenantId, group.id, id, membership));
      return { group, member: await set };
    },
  }),
}));
