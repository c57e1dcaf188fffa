/** `Viewer`: who the caller is on Run:ai, by their token. */

import { free } from '../../cost/field-cost.ts';
import { builder } from '../../graph/builder.ts';
import { nullOnError } from '../../graph/semantic-non-null.ts';
import type { TokenClaims } from '../../rest/token-claims.ts';
import { costs } from '../costs.ts';
import { needsNamesOnly } from './names-only.ts';
import { User } from './refs.ts';

const claim = (name: string) => `The claim \`${name}\` of the token; null when the token does not contain it`;

export const Viewer = builder.objectRef<TokenClaims>('Viewer').implement({
  description:
    'The caller, according to the token with which the facade calls Run:ai. The facade reads the claims of a JSON Web Token, but does not verify them: show them, but let the platform decide what the caller may do. They are null for any other token. `user` asks Run:ai, which refuses a token that is not valid.',
  fields: (t) => ({
    subjectId: t.exposeID('subject', {
      nullable: true,
      description: `The id that the issuer of the token gave the caller. ${claim('sub')}.`,
    }),
    username: t.exposeString('username', {
      nullable: true,
      description: `The name that the caller signs in with. ${claim('preferred_username')}.`,
    }),
    email: t.exposeString('email', {
      nullable: true,
      description: `The e-mail address of the caller. ${claim('email')}.`,
    }),
    firstName: t.exposeString('firstName', {
      nullable: true,
      description: `The first name of the caller. ${claim('given_name')}.`,
    }),
    lastName: t.exposeString('lastName', {
      nullable: true,
      description: `The last name of the caller. ${claim('family_name')}.`,
    }),
    groupNames: t.exposeStringList('groups', {
      nullable: true,
      description: `The names of the groups that the caller is in. ${claim('groups')}.`,
    }),
    tokenIssuedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: `The time when the token was issued. ${claim('iat')}.`,
      resolve: ({ issuedAt }) => issuedAt,
    }),
    tokenExpiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: `The time when the token expires. ${claim('exp')}.`,
      resolve: ({ expiresAt }) => expiresAt,
    }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The account of the caller: the user with this username, or else with this e-mail address as its username, or else with this subject as its id; null when the token contains none of the three, and when there is no such user, as for a service account. Costs a search.',
      extensions: costs.byName,
      resolve: (claims, _, { runai }, info) => {
        const name = claims.username ?? claims.email;
        if (name !== undefined) return runai.users.named(name, needsNamesOnly(runai, info));
        return claims.subject === undefined ? null : runai.users.withId(claims.subject, needsNamesOnly(runai, info));
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    ...nullOnError,
    type: Viewer,
    description:
      'Who the caller is on Run:ai, by their token. Costs no REST call, except where client credentials have to be exchanged for a token first.',
    extensions: free,
    resolve: (_, __, { runai }) => runai.claims(),
  }),
);
