/** `PermittedScopes`: where the caller may do what. */

import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { WirePermittedActions, WirePermittedScopes } from '../wire-authorization.ts';

const ids = (sent: string[] | undefined) => [...(intact(sent) ?? [])];

const ActionScopes = builder.objectRef<WirePermittedScopes>('ActionScopes').implement({
  description: 'The scopes in which an action is permitted, with everything below them.',
  fields: (t) => ({
    isEverywhere: t.boolean({
      ...nullOnError,
      description: 'Whether it is permitted in the whole installation, with all of its tenants.',
      resolve: ({ system }) => system ?? false,
    }),
    tenantIds: t.idList({
      ...nullOnError,
      description: 'The ids of tenants.',
      resolve: ({ tenants, tenant }) => [...new Set([...ids(tenants), ...(intact(tenant) ? [tenant ?? ''] : [])])],
    }),
    clusterIds: t.idList({
      ...nullOnError,
      description: 'The ids of clusters.',
      resolve: ({ clusters }) => ids(clusters),
    }),
    departmentIds: t.idList({
      ...nullOnError,
      description: 'The ids of departments.',
      resolve: ({ departments }) => ids(departments),
    }),
    projectIds: t.idList({
      ...nullOnError,
      description: 'The ids of projects.',
      resolve: ({ projects }) => ids(projects),
    }),
  }),
});

export const PermittedScopes = builder.objectRef<WirePermittedActions>('PermittedScopes').implement({
  description: 'Where the caller may do what with things of one kind.',
  fields: (t) => {
    const action = (name: keyof WirePermittedActions) =>
      t.field({
        ...nullOnError,
        type: ActionScopes,
        description: `Where the caller may ${name} things of the kind.`,
        resolve: (scopes) => scopes[name],
      });
    return { create: action('create'), read: action('read'), update: action('update'), delete: action('delete') };
  },
});
