/** `KestraGroupMembership`: a group that somebody is in, and what holds for this member of it alone. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { costs } from '../costs.ts';
import type { KnownGroup } from '../loaders/groups.ts';
import { KestraGroup } from './refs.ts';

export const KestraGroupMembership = builder.objectRef<KnownGroup>('KestraGroupMembership').implement({
  description: 'A membership in a group of Kestra: the group, and the details of the membership.',
  fields: (t) => ({
    group: t.field({ type: KestraGroup, description: 'The group.', extensions: free, resolve: (group) => group }),
    isExternal: t.boolean({
      nullable: true,
      description:
        'Whether an identity provider keeps the membership; null when unknown. Users contain only the ids of their groups: on a `KestraUser` it costs the same REST call for each tenant as the names of the groups.',
      extensions: costs.nameOfGroup,
      resolve: (group, _, { kestra }) => kestra.groups.isExternal(group),
    }),
  }),
});
