import type { Arguments } from '../rest/client.ts';
import { BadResponseError } from '../rest/errors.ts';
import type { RestSession } from '../rest/session.ts';
import { type RunaiVersion, runaiContract, unsupported } from './versions.ts';
import type { components, operations } from './wire-2.24.ts';

/** A user as Run:ai sends it. */
export type WireUser = components['schemas']['User'];
export type WireCreatedUser = components['schemas']['UserPostResponse'];
export type WireSortField = components['schemas']['UsersFilterSortFields'];

/** What a list call and a count call have in common. */
export interface UserSelection {
  /** Conditions `field+operator+value`, all of which must hold. */
  readonly filterBy?: readonly string[];
  readonly search?: string;
}

/** What a list call takes, apart from the window. */
export interface UserList extends UserSelection {
  readonly sortBy?: WireSortField;
  readonly sortOrder?: 'asc' | 'desc';
}

/** The most users that one list call gives. */
export const pageCap = 500;

type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<Id extends keyof operations> = Content<
  operations[Id]['responses'][keyof operations[Id]['responses'] & (200 | 201)]
>;

/** The Run:ai Users API: one method an operation, under the credentials of one request. */
export class RunaiApi {
  readonly #session: RestSession;
  readonly #version: RunaiVersion;

  constructor(session: RestSession, version: RunaiVersion) {
    this.#session = session;
    this.#version = version;
  }

  listUsers(query: UserList & { offset: number; limit: number }, reason: string): Promise<WireUser[]> {
    const { filterBy, search, sortBy, sortOrder, offset, limit } = query;
    return this.#call('get_users', { query: { filterBy, search, sortBy, sortOrder, offset, limit } }, reason);
  }

  /** @throws {BadResponseError} for a number that GraphQL's `Int` cannot carry */
  async countUsers({ filterBy, search }: UserSelection, reason: string): Promise<number> {
    const { count } = await this.#call('count_users', { query: { filterBy, search } }, reason);
    if (count < 0 || count > 2 ** 31 - 1) throw new BadResponseError('Run:ai sent a count that is out of range.');
    return count;
  }

  getUser(userId: string, reason: string): Promise<WireUser> {
    return this.#call('get_user_by_id', { values: { userId } }, reason);
  }

  createUser(body: operations['create_user']['requestBody']['content']['application/json']): Promise<WireCreatedUser> {
    return this.#call('create_user', { body }, 'mutation');
  }

  async deleteUser(userId: string): Promise<void> {
    await this.#call('delete_user_by_id', { values: { userId } }, 'mutation');
  }

  async logoutUser(userId: string): Promise<void> {
    await this.#call('logout_user', { values: { userId } }, 'mutation');
  }

  /** @throws {BadResponseError} when the platform sends no password, which its contract leaves open */
  async resetPassword(userId: string): Promise<string> {
    const { tempPassword } = await this.#call('reset_user_password', { values: { userId } }, 'mutation');
    if (tempPassword === undefined)
      throw new BadResponseError('Run:ai reset the password but did not send the new one.');
    return tempPassword;
  }

  /** The answer's body is dropped: documents disagree on what it holds. */
  async changeMyPassword(body: components['schemas']['UserChangePasswordRequest']): Promise<void> {
    await this.#call('change_user_password', { body }, 'mutation');
  }

  /** The contract's own check of the answer is what makes the cast true. */
  async #call<Id extends keyof operations>(id: Id, args: Arguments, reason: string): Promise<Answer<Id>> {
    const operation = runaiContract(this.#version).operation(id);
    if (!operation) throw unsupported(id, this.#version);
    return (await this.#session.call(operation, args, reason)) as Answer<Id>;
  }
}
