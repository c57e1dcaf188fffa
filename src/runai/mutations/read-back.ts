import type { ReadBack } from '../../graph/payload.ts';
import { User } from '../types/refs.ts';
import type { WireUser } from '../wire-types.ts';

/** How payloads show a user of Run:ai, which does not return the users that it changes. */
export const readBack: ReadBack<WireUser> = {
  type: User,
  load: (userId, { runai }) => runai.users.byId.load(userId),
};
