/** What the caller may do on Run:ai: `Viewer.permissions`, `Viewer.permittedScopes`, `User.viewerCanUpdate` and `viewerCanDelete`. */

import { builder } from '../../graph/builder.ts';
import { listNullOnError, nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { ruleCosts } from '../authorization-costs.ts';
import type { Runai } from '../runai.ts';
import { PermittedScopes } from './permitted-scopes.ts';
import { User } from './refs.ts';
import { RunaiPermission } from './runai-role.ts';
import { Viewer } from './viewer.ts';

const since = 'From Run:ai 2.24 on; null with `UNSUPPORTED_BY_VERSION` before.';

builder.objectFields(Viewer, (t) => ({
  permissions: t.field({
    ...listNullOnError,
    type: [RunaiPermission],
    description: `What the caller may do, in any scope. Costs one REST call for each request. ${since}`,
    extensions: ruleCosts.permissions,
    resolve: (_, __, { runai }) => runai.permissions(),
  }),
  permittedScopes: t.field({
    ...nullOnError,
    type: PermittedScopes,
    description: `Where the caller may do what with things of one kind. Costs one REST call. ${since}`,
    args: {
      resourceType: t.arg.string({
        required: true,
        description: 'The kind of thing, as Run:ai names it in `RunaiPermission.resourceType`.',
      }),
    },
    extensions: ruleCosts.once,
    resolve: (_, { resourceType }, { runai }) =>
      runai.api.authorization.permittedScopes(resourceType, 'Where the caller may do each action.'),
  }),
}));

builder.objectFields(User, (t) => {
  const right = (action: string) =>
    t.boolean({
      nullable: true,
      description: `Whether the permissions of the caller name the action \`${action}\` for \`users\`. They are the same for all users: only a mutation shows whether Run:ai refuses for one of them. Null when unknown. Costs one REST call for each request. ${since}`,
      extensions: ruleCosts.permissions,
      resolve: async (_, __, { runai }) => mayWithUsers(action, await runai.permissions()),
    });
  return { viewerCanUpdate: right('update'), viewerCanDelete: right('delete') };
});

function mayWithUsers(action: string, permissions: Awaited<ReturnType<Runai['permissions']>>): boolean {
  return permissions.some((permission) => {
    const { resourceType, actions } = intact(permission);
    return intact(resourceType) === 'users' && intact(actions).includes(action);
  });
}
