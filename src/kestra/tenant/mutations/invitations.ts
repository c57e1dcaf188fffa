/** Mutations that invite people to a tenant, and withdraw invitations. */

import { encodeGlobalID } from '@pothos/plugin-relay';
import { callsEach } from '../../../cost/field-cost.ts';
import { builder } from '../../../graph/builder.ts';
import type { InputPaths } from '../../../graph/input-paths.ts';
import { omitNulls } from '../../../graph/omit-nulls.ts';
import { nullOnError } from '../../../graph/semantic-non-null.ts';
import type { TenantKey } from '../../composite-id.ts';
import { joinId } from '../../composite-id.ts';
import { keyIn, ownIdIn, ownIdsIn } from '../../input-ids.ts';
import { KestraInvitation } from '../refs.ts';
import { failures, itsTenant, ownId, tenantId, tenantIn } from './input.ts';

const since = 'Needs no super-admin rights, only a role in the tenant. Kestra can do it from 1.3 on.';

const KestraInvitedRole = builder.inputType('KestraInvitedRole', {
  description: 'A role that an invited person gets.',
  fields: (t) => ({
    roleId: t.id({ required: true, description: 'The `id` or the `roleId` of the role.' }),
    namespaces: t.stringList({
      description: 'The namespaces in which the role applies. By default it applies in the whole tenant.',
    }),
  }),
});

const CreateKestraInvitationPayload = builder
  .objectRef<{ tenantId: string; email: string }>('CreateKestraInvitationPayload')
  .implement({
    description: 'Kestra invited somebody, or gave a user whom it knows access at once: `invitation` shows which.',
    fields: (t) => ({
      invitation: t.field({
        type: KestraInvitation,
        nullable: true,
        description:
          'The open invitation to the address; null when Kestra knew the user, who now has access. Costs one REST call.',
        extensions: callsEach(1),
        resolve: async ({ tenantId: tenant, email }, _, { kestra }) => {
          const found = await kestra.directory.reads.invitationsTo(tenant, email);
          const open = found.findLast(({ status }) => status === 'PENDING');
          return open ? { ...open, tenantId: tenant } : null;
        },
      }),
    }),
  });

const DeleteKestraInvitationPayload = builder.objectRef<TenantKey>('DeleteKestraInvitationPayload').implement({
  description: 'Kestra withdrew an invitation.',
  fields: (t) => ({
    deletedId: t.id({
      description: 'The global `id` of the invitation that was withdrawn, for clients to remove it from their cache.',
      resolve: ({ tenantId: tenant, id }) => encodeGlobalID('KestraInvitation', joinId(tenant, id)),
    }),
    invitationId: t.exposeID('id', { description: 'The id that Kestra gave the invitation.' }),
  }),
});

builder.mutationFields((t) => ({
  createKestraInvitation: t.fieldWithInput({
    ...nullOnError,
    type: CreateKestraInvitationPayload,
    errors: failures,
    description: `Invites somebody to a tenant by e-mail; a user whom Kestra knows gets access at once. Kestra refuses this as invalid if its operator has not configured its own address (\`kestra.url\`). Without a mail server it sends no e-mail: then pass on the \`link\` of the invitation. ${since}`,
    input: {
      tenantId: t.input.id(tenantId),
      email: t.input.string({ required: true, description: 'The e-mail address of the person.' }),
      roles: t.input.field({ type: [KestraInvitedRole], description: 'The roles that the person gets.' }),
      groupIds: t.input.idList({ description: 'The `id`s or the `groupId`s of the groups that the person joins.' }),
      createUser: t.input.boolean({
        description:
          'Whether Kestra creates the account of an unknown person at once, before the person accepts the invitation.',
      }),
      isSuperAdmin: t.input.boolean({
        description: 'Whether the person becomes a super admin. Only super admins may ask for that.',
      }),
    },
    extensions: {
      inputNames: { groups: 'groupIds', createUserIfNotExist: 'createUser', superAdmin: 'isSuperAdmin' },
      uniqueInputs: ['email'],
    } satisfies InputPaths,
    resolve: async (_, { input }, { kestra }) => {
      const tenant = tenantIn(kestra, input.tenantId);
      const { email, createUser: createUserIfNotExist, isSuperAdmin: superAdmin } = input;
      const groups = input.groupIds && ownIdsIn('KestraGroup', input.groupIds, ['groupIds'], [tenant]);
      const roles = input.roles?.map(({ roleId, namespaces }, index) => ({
        id: ownIdIn('KestraRole', roleId, ['roles', String(index), 'roleId'], [tenant]),
        ...omitNulls({ namespaces }),
      }));
      const body = { email, ...omitNulls({ createUserIfNotExist, superAdmin, groups, roles }) };
      await kestra.changeTenant((writes) => writes.createInvitation(tenant, body));
      return { tenantId: tenant, email };
    },
  }),
  deleteKestraInvitation: t.fieldWithInput({
    ...nullOnError,
    type: DeleteKestraInvitationPayload,
    errors: failures,
    description: `Withdraws an invitation. ${since}`,
    input: { invitationId: t.input.id(ownId('invitation', 'invitationId')), tenantId: t.input.id(itsTenant) },
    resolve: async (_, { input }, { kestra }) => {
      const at = { tenantId: input.tenantId, path: ['invitationId'] };
      const key = keyIn(kestra, 'KestraInvitation', input.invitationId, at);
      await kestra.changeTenant((writes) => writes.deleteInvitation(key.tenantId, key.id));
      return key;
    },
  }),
}));
