/** What a group of a tenant tells to those who may read it: its description, and its members. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import { connection } from '../../graph/connection.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { KnownGroup } from '../loaders/groups.ts';
import { KestraGroup } from '../types/refs.ts';
import { tenantCosts } from './costs.ts';
import { KestraTenantMember, type Member } from './refs.ts';

export const KestraMembership = builder.enumType('KestraMembership', {
  description: 'What a member of a group of Kestra may do with it.',
  values: {
    MEMBER: { description: 'The member belongs to the group.' },
    OWNER: { description: 'The member may add and remove other members.' },
  },
});

/** What a member is in the group whose members were read. */
const membershipOf = ({ groups, groupId }: Member) => intact(groups)?.find((group) => intact(group).id === groupId);

builder.objectFields(KestraGroup, (t) => ({
  description: t.string({
    nullable: true,
    description:
      'A description of the group; null when there is none. Kestra returns it with a list of groups from 2.0 on: elsewhere it costs one REST call for each group. Known from Kestra 1.3 on.',
    extensions: tenantCosts.wholeGroup,
    resolve: async (group, _, { kestra }) => {
      const { description } = group;
      if (description !== undefined) return description;
      const whole = await kestra.directory.wholeGroups.load(keyOf(group));
      if (!whole) throw new NotFoundError('Kestra does not know this group any more.');
      return whole.description;
    },
  }),
  members: t.connection(
    {
      ...nullOnError,
      type: KestraTenantMember,
      description:
        'The members of the group, in the order of the platform: people and service accounts. Known from Kestra 1.3 on. A member who was just added may be missing for some seconds.',
      args: {
        ...pageArgs,
        search: t.arg.string({ description: 'Text that the platform searches for in the names of the members.' }),
      },
      extensions: tenantCosts.list,
      resolve: async (group, { search, ...args }, context, info) => {
        const key = keyOf(group);
        const list = context.kestra.directory.membersOf(key, search || undefined);
        return connection(list, args, context, info);
      },
    },
    { name: 'KestraGroupMemberConnection' },
    {
      name: 'KestraGroupMemberEdge',
      description: 'A member of a group, and its position in the list.',
      fields: (edge) => ({
        membership: edge.field({
          type: KestraMembership,
          nullable: true,
          description: 'What the member may do with the group; null when unknown.',
          resolve: async ({ node }) => membershipOf(await node)?.membership,
        }),
        isExternal: edge.boolean({
          nullable: true,
          description: 'Whether an identity provider keeps the membership; null when unknown.',
          resolve: async ({ node }) => membershipOf(await node)?.external,
        }),
      }),
    },
  ),
}));

/** @throws {NotFoundError} for a group of which no tenant is known */
function keyOf({ id, tenantId }: KnownGroup): { readonly id: string; readonly tenantId: string } {
  const tenant = intact(tenantId);
  if (tenant === undefined) throw new NotFoundError('Kestra does not say which tenant this group belongs to.');
  return { id: intact(id), tenantId: tenant };
}
