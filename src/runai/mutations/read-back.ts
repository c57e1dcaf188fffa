import type { Context } from '../../graph/context.ts';
import { User } from '../types/refs.ts';

/** The field `user` of what a change of one user answers with. */
export const readBack = {
  type: User,
  nullable: true,
  description: 'The user after the change. Costs one REST call.',
  resolve: ({ userId }: { readonly userId: string }, _: object, { runai }: Context) => runai.users.byId.load(userId),
} as const;
