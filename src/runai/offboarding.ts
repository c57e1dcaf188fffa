import { foldCase } from '../batching/names.ts';
import { ConflictError } from '../errors.ts';
import type { IsCaller, Offboarder } from '../offboarding/offboarder.ts';
import { unique } from '../paging/join-pages.ts';
import { intact } from '../rest/contract-breaches.ts';
import type { RunaiApi } from './api.ts';
import { ruleCosts } from './authorization-costs.ts';
import { byName, type Costed } from './costs.ts';
import { type RemovalId, stepsOf } from './offboarding-steps.ts';
import type { Runai } from './runai.ts';
import type { WireAccessRule } from './wire-authorization.ts';
import type { WireUser } from './wire-types.ts';

/** How Run:ai takes leave of a person. Access rules that name a person without an account are found, too. */
export const offboarding: Offboarder<Runai, RemovalId> = {
  cost(field) {
    const costed = field as typeof field & { readonly context: Costed };
    byName(costed);
    ruleCosts.ofSubjects.cost(costed);
    ruleCosts.ofName.cost(costed);
  },

  async find(runai, email) {
    const [user, ...others] = await runai.users.matches(email);
    if (others.length > 0) {
      throw new ConflictError(
        `Run:ai has ${others.length + 1} accounts with this name, which differ only in upper and lower case.`,
      );
    }
    const account = user && { userId: intact(user.id), username: intact(user.username) };
    const rules = runai.features.rules ? await rulesOf(email, account, runai) : [];
    const state = {
      account: user && { userId: intact(user.id), isLocal: intact(user.isLocal), groups: intact(user.groups) ?? [] },
      rules: rules.map(({ id, roleName, scopeType, scopeName }) => ({
        id: String(intact(id)),
        role: intact(roleName),
        scope: `${intact(scopeType)} ${intact(scopeName)}`,
      })),
    };
    return { account, isCaller: await isThatOfCaller(email, user, runai), steps: stepsOf(state, runai) };
  },

  callOf: ({ api }, { operation, values }) => api.calls.requestLine(operation, values),

  async remove(runai, { operation, values }) {
    await runai.change((api) => removals[operation](api, values));
  },
};

/** How each call is made. */
const removals: Readonly<
  Record<RemovalId, (api: RunaiApi, values: Readonly<Record<string, string>>) => Promise<void>>
> = {
  logout_user: (api, { userId = '' }) => api.logoutUser(userId),
  delete_access_rule: ({ authorization }, { accessRuleId = '' }) => authorization.deleteRule(accessRuleId),
  delete_user_by_id: (api, { userId = '' }) => api.deleteUser(userId),
};

/** The access rules that name the person: by the name in any letter case, and by the id of an account. */
async function rulesOf(
  email: string,
  account: { readonly userId: string; readonly username: string } | undefined,
  { accessRules: { ofSubjects } }: Runai,
): Promise<readonly WireAccessRule[]> {
  const [named, ofAccount] = await Promise.all([
    ofSubjects.ofName(email),
    account ? ofSubjects.byUser.load({ id: account.userId, username: account.username }) : [],
  ]);
  return unique([...named, ...ofAccount], ({ id }) => String(intact(id)));
}

/** By what the caller's token says of them, as far as it says who they are. */
async function isThatOfCaller(email: string, user: WireUser | undefined, runai: Runai): Promise<IsCaller> {
  const { username, email: address, subject } = await runai.claims();
  const names = [username, address].filter((name) => name !== undefined);
  if (names.length === 0 && subject === undefined) return undefined;
  return names.some((name) => foldCase(name) === foldCase(email)) || (user !== undefined && subject === user.id);
}
