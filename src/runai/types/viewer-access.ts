/** `Viewer.accessRules`: which roles the caller holds on Run:ai, and where. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { connection } from '../../graph/connection.ts';
import { pageArgs } from '../../graph/page-cursors.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { ruleCosts } from '../authorization-costs.ts';
import type { WireOwnRule } from '../wire-authorization.ts';
import { roleOf } from './access-rule.ts';
import { AccessSubject, Scope } from './access-subject.ts';
import { RunaiRole } from './authorization-refs.ts';
import { Viewer } from './viewer.ts';

const OwnAccessRule = builder.objectRef<WireOwnRule>('OwnAccessRule');

OwnAccessRule.implement({
  description: 'A rule that applies to the caller, with fewer details than an `AccessRule`.',
  fields: (t) => ({
    ruleId: t.id({
      nullable: true,
      description: 'The id that Run:ai gave the rule; null when unknown.',
      resolve: ({ id }) => (intact(id) === undefined ? null : String(id)),
    }),
    subject: t.field({
      type: AccessSubject,
      description: 'The holder of the role: the caller, a group of the caller, or everyone.',
      resolve: (rule) => rule,
    }),
    role: t.field({
      ...nullOnError,
      type: RunaiRole,
      description: 'The role that the caller holds.',
      extensions: free,
      resolve: roleOf,
    }),
    scope: t.field({ type: Scope, description: 'Where the role is held.', resolve: (rule) => rule }),
    clusterId: t.exposeID('clusterId', {
      nullable: true,
      description: 'The id of the cluster that the rule is for; null when it is for none in particular.',
    }),
  }),
});

const OwnAccessRuleConnection = builder.connectionObject(
  { type: OwnAccessRule, name: 'OwnAccessRuleConnection' },
  { name: 'OwnAccessRuleEdge' },
);

builder.objectField(Viewer, 'accessRules', (t) =>
  t.connection(
    {
      ...nullOnError,
      type: OwnAccessRule,
      description:
        'The access rules that apply to the caller: those that name the caller, a group of the caller, or everyone, in the order of the platform. Needs no right to see access rules. From Run:ai 2.24 on; null with `UNSUPPORTED_BY_VERSION` before.',
      args: {
        ...pageArgs,
        search: t.arg.string({ description: 'Text that the platform searches for in the rules.' }),
      },
      extensions: ruleCosts.accessRules,
      resolve: (_, args, context, info) => {
        context.runai.api.require('rules');
        return connection(context.runai.accessRules.listOwn(args.search ?? undefined), args, context, info);
      },
    },
    OwnAccessRuleConnection,
  ),
);
