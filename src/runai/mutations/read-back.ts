import type { Context } from '../../graph/context.ts';
import { User } from '../types/refs.ts';

/** The field `user` of what a change of one user answers with. */
export const readBack = {
  type: User,
  nullable: true,
  description: 'The user, read back from the platform at the cost of one call.',
  resolve: ({ userId }: { readonly userId: string }, _: object, { runai }: Context) => runai.users.byId.load(userId),
} as const;
