import { costs } from '../costs.ts';
import { KestraAuthMethod, KestraGroup, KestraTenant } from './refs.ts';

KestraTenant.implement({
  description: 'A space of Kestra with its own flows and groups. Users may have access to several.',
  fields: (t) => ({
    tenantId: t.exposeID('id', { description: "The platform's own id, which stands in its paths." }),
    name: t.exposeString('name', { nullable: true, description: 'The name to show; null when not known.' }),
  }),
});

KestraGroup.implement({
  description: 'A group of users of one tenant.',
  fields: (t) => ({
    groupId: t.exposeID('id', { description: "The platform's own id." }),
    tenantId: t.exposeID('tenantId', { nullable: true, description: 'The id of its tenant; null when not known.' }),
    name: t.string({
      nullable: true,
      description:
        'The name. Users tell the ids of their groups alone: selected of them, it costs one call for each tenant.',
      extensions: costs.nameOfGroup,
      resolve: async (group, _, { kestra }) => (await kestra.groups.named(group)).name,
    }),
    external: t.boolean({
      nullable: true,
      description: 'Whether an identity provider keeps the group. Costs what `name` costs, together with it.',
      extensions: costs.nameOfGroup,
      resolve: async (group, _, { kestra }) => (await kestra.groups.named(group)).external,
    }),
  }),
});

KestraAuthMethod.implement({
  description: 'A way to sign in.',
  fields: (t) => ({
    authMethodId: t.exposeID('id', {
      nullable: true,
      description: "The platform's own id; null in suggestions, which do not tell it.",
    }),
    type: t.exposeString('type', { nullable: true, description: 'The kind, such as `BASIC_AUTH` or `OIDC`.' }),
    name: t.exposeString('name', { nullable: true, description: 'The name the user has there.' }),
  }),
});
