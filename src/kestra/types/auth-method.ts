import { builder } from '../../graph/builder.ts';
import { intact } from '../../rest/contract-breaches.ts';
import { lookupCosts } from '../costs.ts';
import { idOfMethod, methodById } from '../loaders/auth-methods.ts';
import { authMethodType, KestraAuthMethodType } from './auth-method-type.ts';
import { KestraAuthMethod } from './refs.ts';

/** What users and suggestions of users tell of a method. */
export const methodFields = {
  type: {
    type: KestraAuthMethodType,
    nullable: true,
    description: 'The kind of method; null when unknown.',
    resolve: ({ type }: { readonly type?: string }) => authMethodType(intact(type)),
  },
  typeName: {
    nullable: true,
    description: 'The kind of method as Kestra names it, of use where `type` is `OTHER`; null when unknown.',
  },
  name: { nullable: true, description: 'The name of the user at this method; null when unknown.' },
} as const;

builder.node(KestraAuthMethod, {
  description: 'A method with which a user can sign in.',
  extensions: lookupCosts.authMethod,
  id: { resolve: idOfMethod },
  loadOne: (id, { kestra }) => methodById(kestra.users, id),
  fields: (t) => ({
    authMethodId: t.exposeID('id', { description: 'The id that Kestra gave the method.' }),
    type: t.field(methodFields.type),
    typeName: t.exposeString('type', methodFields.typeName),
    name: t.exposeString('name', methodFields.name),
  }),
});
