import type { Choice } from '../batching/chosen.ts';
import { BadResponseError } from '../errors.ts';
import { SeeOther } from '../rest/answer.ts';
import type { Arguments } from '../rest/client.ts';
import { operationIn } from '../rest/dialect.ts';
import { afterWrite } from '../rest/writes.ts';
import { callNewer, type Speaker, send } from './newer.ts';
import { checkedTenant } from './tenant.ts';
import { tellsNoCaller } from './versions.ts';
import type { components, operations } from './wire/1.0.ts';
import type { operations as NewestOperations, components as newestComponents } from './wire/2.0.ts';

/** What all versions send: newer ones only require more of it. */
type Schemas = components['schemas'];
/** A user as Kestra sends it alone. */
export type WireUser = Schemas['IAMUserController.ApiUser'];
/** A user as Kestra sends it in a list: without e-mail, names, groups and whether it is restricted. */
export type WireSummary = Schemas['IAMUserController.ApiUserSummary'];
/** A user as Kestra suggests it in a tenant: with the names of its groups there. */
export type WireSuggestion = Schemas['IAMTenantAccessController.ApiUserTenantAccess'];
export type WirePage = Schemas['PagedResults_IAMUserController.ApiUserSummary_'];
export type WireToken = Schemas['ApiToken'];
export type WireNewToken = Schemas['CreateApiTokenResponse'];
/** The caller's own account: with e-mail and names, without groups. */
export type WireViewer = newestComponents['schemas']['MeController.ApiMe'];
export type UserBody = Schemas['IAMUserController.ApiCreateOrUpdateUserRequest'];
export type DetailsBody = Schemas['MeController.ApiUserDetailsRequest'];
export type TokenBody = Schemas['CreateApiTokenRequest'];
export type SuggestionBody = Schemas['IAMTenantAccessController.UserApiAutocomplete'];

/** What a list call takes, apart from the page. */
export interface UserList {
  /** Free text. */
  readonly q?: string;
  /** Keys `field:asc` or `field:desc`. */
  readonly sort?: readonly string[];
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

/** A service account, addressed within a tenant, or across all of them, which only a super admin may. */
export interface ServiceAccountKey {
  readonly id: string;
  readonly tenant?: string;
}

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Success<Of extends Record<Id, { responses: object }>, Id extends PropertyKey> = Content<
  Of[Id]['responses'][keyof Of[Id]['responses'] & (200 | 201)]
>;
/** What the oldest version answers, or the newest. */
type Answer<Id extends keyof operations> = Success<operations, Id> | Success<NewestOperations, Id>;

/** The Kestra Users API: one method an operation, under the credentials of one request. */
export class KestraApi {
  readonly #speaker: Speaker;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  /**
   * @param page from 1
   * @throws {BadResponseError} for a total that GraphQL's `Int` cannot carry
   */
  async listUsers({ q, sort, page, size }: UserList & { page: number; size: number }, reason: string) {
    const query = { [this.#speaker.dialect.features.search]: q, sort, page, size };
    // Servers with a database of their own answer any order with 500.
    const answer = await this.#call('listUsers', { query, mayBeUnable: sort !== undefined }, reason);
    const { total } = answer;
    if (total < 0 || total > 2 ** 31 - 1) throw new BadResponseError('Kestra sent a total that is out of range.');
    return answer;
  }

  getUser(id: string, reason: string): Promise<WireUser> {
    return this.#call('getUser', { values: { id } }, reason);
  }

  /** @returns the user; undefined from servers that answer with nothing, as their own document has it */
  createUser(body: UserBody): Promise<WireUser | undefined> {
    return this.#call('createUser', { body });
  }

  updateUser(id: string, body: UserBody): Promise<WireUser> {
    return this.#call('updateUser', { values: { id }, body });
  }

  patchUser(id: string, body: DetailsBody): Promise<WireUser> {
    return this.#call('patchUser', { values: { id }, body });
  }

  async deleteUser(id: string): Promise<void> {
    await this.#call('deleteUser', { values: { id } });
  }

  patchUserPassword(id: string, password: string): Promise<WireUser> {
    return this.#call('patchUserPassword', { values: { id }, body: { password } });
  }

  async patchUserSuperAdmin(id: string, superAdmin: boolean): Promise<void> {
    await this.#call('patchUserSuperAdmin', { values: { id }, body: { superAdmin } });
  }

  /** `patchUserDemo` is what the contract calls it. */
  async patchUserRestricted(id: string, restricted: boolean): Promise<void> {
    await this.#call('patchUserDemo', { values: { id }, body: { restricted } });
  }

  /** @returns the session token of the cookie that servers answer with; null where they answer with an object instead */
  async impersonate(id: string): Promise<string | null> {
    const answer: unknown = await this.#call('impersonate', { values: { id } });
    if (!(answer instanceof SeeOther)) return null;
    const [, token] = answer.cookies.map((cookie) => /^JWT=([^;]+)/.exec(cookie)).find((match) => match) ?? [];
    if (token === undefined) throw afterWrite(new BadResponseError('Kestra let the caller in but sent no session.'));
    return token;
  }

  deleteUserAuthMethod(id: string, auth: string): Promise<WireUser> {
    return this.#call('deleteUserAuthMethod', { values: { id, auth } });
  }

  async deleteRefreshToken(id: string): Promise<void> {
    await this.#call('deleteRefreshToken', { values: { id } });
  }

  /** @throws {UnsupportedError} where the version does not have the operation */
  getCurrentUser(reason: string): Promise<WireViewer> {
    return callNewer(this.#speaker, 'getCurrentUser', {}, reason, tellsNoCaller);
  }

  async updateMyPassword(oldPassword: string, newPassword: string): Promise<void> {
    await this.#call('updateCurrentUserPassword', { body: { oldPassword, newPassword } });
  }

  async suggestUsers(tenant: string, body: SuggestionBody, reason: string): Promise<WireSuggestion[]> {
    return this.#call('autocompleteUsers', { values: { tenant: checkedTenant(tenant) }, body }, reason);
  }

  async updateUserGroups(tenant: string, id: string, groupIds: string[]): Promise<void> {
    await this.#call('updateUserGroups', { values: { tenant: checkedTenant(tenant), id }, body: { groupIds } });
  }

  async listUserTokens(id: string, reason: string): Promise<WireToken[]> {
    return (await this.#call('listApiTokens_1', { values: { id } }, reason)).results;
  }

  createUserToken(id: string, body: TokenBody): Promise<WireNewToken> {
    return this.#call('createApiTokensForUser_1', { values: { id }, body });
  }

  async deleteUserToken(id: string, tokenId: string): Promise<void> {
    await this.#call('deleteApiToken_1', { values: { id, tokenId } });
  }

  async listServiceAccountTokens({ tenant, id }: ServiceAccountKey, reason: string): Promise<WireToken[]> {
    const { results } =
      tenant === undefined
        ? await this.#call('listApiTokens', { values: { id } }, reason)
        : await this.#call('listApiTokensWithTenant', { values: { tenant: checkedTenant(tenant), id } }, reason);
    return results;
  }

  async createServiceAccountToken({ tenant, id }: ServiceAccountKey, body: TokenBody): Promise<WireNewToken> {
    return tenant === undefined
      ? this.#call('createApiTokensForUser', { values: { id }, body })
      : this.#call('createApiTokensForUserWithTenant', { values: { tenant: checkedTenant(tenant), id }, body });
  }

  async deleteServiceAccountToken({ tenant, id }: ServiceAccountKey, tokenId: string): Promise<void> {
    if (tenant === undefined) await this.#call('deleteApiToken', { values: { id, tokenId } });
    else await this.#call('deleteApiTokenWithTenant', { values: { tenant: checkedTenant(tenant), id, tokenId } });
  }

  /** The check against the contract justifies the cast, except for replaced values (`rest/contract-breaches.ts`). */
  async #call<Id extends keyof operations>(
    id: Id,
    args: Arguments,
    reason = 'A mutation asked for it.',
  ): Promise<Answer<Id>> {
    const operation = operationIn(this.#speaker.dialect, id);
    if (!operation) throw new Error(`The contract of Kestra has no operation ${id}.`);
    return (await send(this.#speaker, operation, args, reason)) as Answer<Id>;
  }
}
