import type { Choice } from '../batching/chosen.ts';
import { BadResponseError } from '../errors.ts';
import { SeeOther } from '../rest/answer.ts';
import { dropped, noted, whole } from '../rest/settle.ts';
import { KestraCalls } from './calls.ts';
import { callNewer, looking, type Speaker } from './newer.ts';
import * as proofs from './proofs.ts';
import { checkedTenant } from './tenant.ts';
import { KestraTokensApi } from './tokens-api.ts';
import { tellsNoCaller } from './versions.ts';
import type { components } from './wire/1.0.ts';
import type { components as newestComponents } from './wire/2.0.ts';

/** What all versions send: newer ones only require more of it. */
type Schemas = components['schemas'];
/** A user as Kestra sends it alone. */
export type WireUser = Schemas['IAMUserController.ApiUser'];
/** A user as Kestra sends it in a list: without e-mail, names, groups and whether it is restricted. */
export type WireSummary = Schemas['IAMUserController.ApiUserSummary'];
/** A new account: whole, or as far as a list tells. */
export type NewUser = { readonly user: WireUser } | { readonly summary: WireSummary };
/** A user as Kestra suggests it in a tenant: with the names of its groups there. */
export type WireSuggestion = Schemas['IAMTenantAccessController.ApiUserTenantAccess'];
export type WirePage = Schemas['PagedResults_IAMUserController.ApiUserSummary_'];
/** The caller's own account: with e-mail and names, without groups. */
export type WireViewer = newestComponents['schemas']['MeController.ApiMe'];
export type UserBody = Schemas['IAMUserController.ApiCreateOrUpdateUserRequest'];
export type DetailsBody = Schemas['MeController.ApiUserDetailsRequest'];
export type SuggestionBody = Schemas['IAMTenantAccessController.UserApiAutocomplete'];

/** What a list call takes, apart from the page. */
export interface UserList {
  /** Free text. */
  readonly q?: string;
  /** Keys `field:asc` or `field:desc`. */
  readonly sort?: readonly string[];
}

/** A page of a list. */
export interface UserPage extends UserList {
  readonly page: number;
  readonly size: number;
  readonly isUnshared?: boolean;
}

/** Users whose id or username is one of several, which the platform has no filter for. */
export interface ChosenList extends Pick<UserList, 'q'> {
  /** All of these hold. */
  readonly choices: readonly Choice<'id' | 'username'>[];
  readonly orderBy?: {
    readonly field: 'username' | 'displayName' | 'firstName' | 'lastName';
    readonly direction: 'asc' | 'desc';
  };
}

/** The Kestra Users API: one method an operation, under the credentials of one request. */
export class KestraApi {
  /** The API tokens of users and service accounts. */
  readonly tokens: KestraTokensApi;
  readonly #speaker: Speaker;
  readonly #calls: KestraCalls;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
    this.#calls = new KestraCalls(speaker);
    this.tokens = new KestraTokensApi(this.#calls);
  }

  /** Reads the outcome of a write. */
  get #looks(): KestraApi {
    return new KestraApi(looking(this.#speaker));
  }

  /**
   * @param list its page, from 1
   * @throws {BadResponseError} for a total that GraphQL's `Int` cannot carry
   */
  async listUsers(list: UserPage, reason: string) {
    const { q, sort, page, size, isUnshared = false } = list;
    const query = { [this.#speaker.dialect.features.search]: q, sort, page, size };
    // Servers with a database of their own answer any order with 500.
    const answer = await this.#calls.call('listUsers', { query, mayBeUnable: sort !== undefined, isUnshared }, reason);
    const { total } = answer;
    if (total < 0 || total > 2 ** 31 - 1) throw new BadResponseError('Kestra sent a total that is out of range.');
    return answer;
  }

  getUser(id: string, reason: string): Promise<WireUser> {
    return this.#calls.call('getUser', { values: { id } }, reason);
  }

  /** @returns the user; undefined from servers that answer with nothing, as their own document has it */
  createUser(body: UserBody): Promise<NewUser | undefined> {
    const accept = (user: WireUser | undefined) => user && { user };
    return this.#calls.write('createUser', { body }, { accept, proof: proofs.newUser(this.#looks, body) });
  }

  updateUser(id: string, body: UserBody): Promise<WireUser> {
    return this.#calls.write('updateUser', { values: { id }, body }, whole(proofs.replacedUser(this.#looks, id, body)));
  }

  patchUser(id: string, body: DetailsBody): Promise<WireUser> {
    return this.#calls.write('patchUser', { values: { id }, body }, whole(proofs.changedUser(this.#looks, id, body)));
  }

  async deleteUser(id: string): Promise<void> {
    await this.#calls.write('deleteUser', { values: { id } }, dropped(proofs.goneUser(this.#looks, id)));
  }

  patchUserPassword(id: string, password: string): Promise<WireUser> {
    return this.#calls.call('patchUserPassword', { values: { id }, body: { password } });
  }

  async patchUserSuperAdmin(id: string, superAdmin: boolean): Promise<void> {
    const fate = noted(proofs.changedUser(this.#looks, id, { superAdmin }));
    await this.#calls.write('patchUserSuperAdmin', { values: { id }, body: { superAdmin } }, fate);
  }

  /** `patchUserDemo` is what the contract calls it. */
  async patchUserRestricted(id: string, restricted: boolean): Promise<void> {
    const fate = noted(proofs.changedUser(this.#looks, id, { restricted }));
    await this.#calls.write('patchUserDemo', { values: { id }, body: { restricted } }, fate);
  }

  /** @returns the session token of the cookie that servers answer with; null if they answer with an object instead */
  impersonate(id: string): Promise<string | null> {
    return this.#calls.write('impersonate', { values: { id } }, { accept: sessionIn });
  }

  deleteUserAuthMethod(id: string, auth: string): Promise<WireUser> {
    const proof = proofs.withoutMethod(this.#looks, id, auth);
    return this.#calls.write('deleteUserAuthMethod', { values: { id, auth } }, whole(proof));
  }

  async deleteRefreshToken(id: string): Promise<void> {
    await this.#calls.call('deleteRefreshToken', { values: { id } });
  }

  /** @throws {UnsupportedError} if the version does not have the operation */
  getCurrentUser(reason: string): Promise<WireViewer> {
    return callNewer(this.#speaker, 'getCurrentUser', {}, reason, tellsNoCaller);
  }

  async updateMyPassword(oldPassword: string, newPassword: string): Promise<void> {
    await this.#calls.call('updateCurrentUserPassword', { body: { oldPassword, newPassword } });
  }

  async suggestUsers(tenant: string, body: SuggestionBody, reason: string): Promise<WireSuggestion[]> {
    return this.#calls.call('autocompleteUsers', { values: { tenant: checkedTenant(tenant) }, body }, reason);
  }

  async updateUserGroups(tenant: string, id: string, groupIds: string[]): Promise<void> {
    const fate = noted(proofs.groupsOfUser(this.#looks, tenant, id, groupIds));
    await this.#calls.write(
      'updateUserGroups',
      { values: { tenant: checkedTenant(tenant), id }, body: { groupIds } },
      fate,
    );
  }
}

/** The session token of the cookie that servers answer with; null if they answer with an object instead. */
function sessionIn(answer: unknown): string | null {
  if (!(answer instanceof SeeOther)) return null;
  const [, token] = answer.cookies.map((cookie) => /^JWT=([^;]+)/.exec(cookie)).find((match) => match) ?? [];
  if (token === undefined) throw new BadResponseError('Kestra accepted the impersonation but sent no session.');
  return token;
}
