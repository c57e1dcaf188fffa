/** The root fields that lead to tenants and service accounts. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { connection } from '../../graph/connection.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { tenantIdIn } from '../input-ids.ts';
import { KestraServiceAccount, KestraTenant } from '../types/refs.ts';
import { tenantCosts } from './costs.ts';
import { own, searchByName, since } from './descriptions.ts';
import { KestraTenantBy } from './keys.ts';
import { ServiceAccountConnection } from './rights-fields.ts';

builder.queryFields((t) => ({
  kestraTenant: t.field({
    ...nullOnError,
    type: KestraTenant,
    description: `A tenant of Kestra: who has access to it, and what they may do there. ${own} Costs nothing by itself: its lists show whether the tenant exists.`,
    args: {
      by: t.arg({
        type: KestraTenantBy,
        description: 'The key of the tenant. By default the tenant that the facade is configured with.',
      }),
    },
    extensions: free,
    resolve: (_, { by }, { kestra }) => ({
      id: by == null ? kestra.tenant : tenantIdIn(by.tenantId ?? '', ['by', 'tenantId']),
    }),
  }),
  kestraServiceAccounts: t.connection(
    {
      ...nullOnError,
      type: KestraServiceAccount,
      description: `The service accounts of all tenants, in the order of the platform. Requires super-admin rights; \`kestraTenant { serviceAccounts }\` does not. ${since}`,
      args: { ...pageArgs, search: t.arg.string(searchByName) },
      extensions: tenantCosts.list,
      resolve: (_, { search, ...args }, context, info) =>
        connection(context.kestra.directory.everyServiceAccount(search || undefined), args, context, info),
    },
    ServiceAccountConnection,
  ),
}));
