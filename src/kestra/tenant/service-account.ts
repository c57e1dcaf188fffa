/** What a service account tells besides its tokens. */

import { NotFoundError } from '../../errors.ts';
import { builder } from '../../graph/builder.ts';
import type { Context } from '../../graph/context.ts';
import { itemsNullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { listed } from '../loaders/groups.ts';
import type { ServiceAccountKey } from '../tokens-api.ts';
import { KestraGroup, KestraServiceAccount } from '../types/refs.ts';
import { tenantCosts } from './costs.ts';

const alone =
  'Selecting it costs one REST call for each service account, which serves all such fields. Known from Kestra 1.3 on.';

builder.objectFields(KestraServiceAccount, (t) => ({
  name: t.string({
    nullable: true,
    description: `The name of the service account; null when unknown. ${alone} A list of service accounts contains it.`,
    extensions: tenantCosts.serviceAccount,
    resolve: async (account, _, context) => account.name ?? (await whole(account, context)).name,
  }),
  description: t.string({
    nullable: true,
    description: `The purpose of the service account; null when none is given. ${alone}`,
    extensions: tenantCosts.serviceAccount,
    resolve: async (account, _, context) => (await whole(account, context)).description,
  }),
  isSuperAdmin: t.boolean({
    nullable: true,
    description: `Whether the service account may do everything in every tenant; null when unknown. ${alone}`,
    extensions: tenantCosts.serviceAccount,
    resolve: async (account, _, context) => (await whole(account, context)).superAdmin,
  }),
  groups: t.field({
    ...itemsNullOnError,
    type: [KestraGroup],
    description: `The groups of the service account in the tenant; null when no tenant is known. ${alone}`,
    extensions: tenantCosts.serviceAccount,
    resolve: async (account, _, context) => {
      const { tenant: tenantId } = account;
      if (tenantId === undefined) return null;
      const { groups } = await whole(account, context);
      return intact(groups)?.map(async (group) => listed(tenantId, intact(group)));
    },
  }),
}));

interface Whole {
  readonly name?: string;
  readonly description?: string;
  readonly superAdmin?: boolean;
  readonly groups?: readonly { readonly id: string }[];
}

/** @throws {NotFoundError} if the service account no longer exists */
async function whole({ id, tenant }: ServiceAccountKey, { kestra }: Context): Promise<Whole> {
  const { directory } = kestra;
  const found =
    tenant === undefined
      ? await directory.anyServiceAccounts.load(intact(id))
      : await directory.serviceAccounts.load({ tenantId: tenant, id: intact(id) });
  if (!found) throw new NotFoundError('Kestra does not know this service account any more.');
  return found;
}
