/** `KestraRole`: what its holders may do in a tenant. */

import { free } from '../../cost/field-cost.ts';
import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { Context } from '../../graph/context.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { joinId, partsOf } from '../composite-id.ts';
import { KestraTenant } from '../types/refs.ts';
import { tenantCosts } from './costs.ts';
import type { WireRole } from './reads.ts';
import { KestraPermission, KestraRole, type Role } from './refs.ts';

const alone =
  'Lists do not contain it: it costs one REST call for all roles of a tenant, which serves all such fields.';

builder.node(KestraRole, {
  description: 'A role of a tenant of Kestra: what its holders may do there. Bindings give it to users and groups.',
  id: { resolve: ({ tenantId, id }) => joinId(tenantId, intact(id)) },
  loadOne: async (id, context) => {
    const key = partsOf(id);
    return key && roleAlone(key, context);
  },
  fields: (t) => ({
    roleId: t.exposeID('id', { description: 'The id that Kestra gave the role.' }),
    tenant: t.field({
      type: KestraTenant,
      description: 'The tenant of the role.',
      extensions: free,
      resolve: ({ tenantId }) => ({ id: tenantId }),
    }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the role; null when unknown.' }),
    isDefault: t.exposeBoolean('isDefault', {
      nullable: true,
      description: 'Whether new users of the tenant get the role; null when unknown.',
    }),
    isManaged: t.exposeBoolean('isManaged', {
      nullable: true,
      description: 'Whether the role comes with Kestra; null when unknown.',
    }),
    description: t.string({
      nullable: true,
      description: `A description of the role; null when there is none. ${alone}`,
      extensions: tenantCosts.wholeRole,
      resolve: async (role, _, context) => (await wholeRole(role, context)).description,
    }),
    permissions: t.field({
      ...itemsNullOnError,
      type: [KestraPermission],
      description: `What the role allows; null when unknown. ${alone}`,
      extensions: tenantCosts.wholeRole,
      resolve: async (role, _, context) => {
        const { permissions } = await wholeRole(role, context);
        const sent = intact(permissions);
        return sent && Object.entries(sent).map(([resource, actions]) => ({ resource, actions }));
      },
    }),
  }),
});

/** A role by its id; null if the tenant has none of that id. */
export async function roleAlone(key: { tenantId: string; id: string }, { kestra }: Context): Promise<Role | null> {
  const role = await kestra.directory.roles.load(key);
  return role && { ...role, tenantId: key.tenantId };
}

/** @throws {NotFoundError} if the role no longer exists */
async function wholeRole(role: Role, { kestra }: Context): Promise<Partial<WireRole>> {
  const { tenantId, id, permissions } = role;
  if (permissions !== undefined) return role;
  const whole = await kestra.directory.roles.load({ tenantId, id: intact(id) });
  if (!whole) throw new NotFoundError('Kestra does not know this role any more.');
  return whole;
}
