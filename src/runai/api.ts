import { BadResponseError } from '../errors.ts';
import type { Window } from '../paging/window.ts';
import type { Arguments } from '../rest/client.ts';
import type { Operation } from '../rest/contract.ts';
import type { Rows } from '../rest/rows.ts';
import type { RestSession } from '../rest/session.ts';
import { afterWrite } from '../rest/writes.ts';
import { type Feature, features, type RunaiVersion, unsupported } from './versions.ts';
import type { operations as Operations22 } from './wire/2.22.ts';
import type { operations as Operations30 } from './wire/3.0.ts';
import type {
  AccessSelection,
  LookUp,
  UserList,
  UserSelection,
  WireAccessGroup,
  WireAccessUser,
  WireCreatedUser,
  WireRole,
  WireUser,
  WireUserType,
} from './wire-types.ts';
import { complete, lacking, namesOnly } from './wire-users.ts';

type Operations = Operations30 & Omit<Operations22, keyof Operations30>;
type Content<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<Id extends keyof Operations> = Content<
  Operations[Id]['responses'][keyof Operations[Id]['responses'] & (200 | 201)]
>;
type Row<Id extends keyof Operations> = Answer<Id> extends readonly (infer Item)[] ? Item : never;
type Body<Id extends keyof Operations> = Operations[Id] extends { requestBody: infer Body } ? Content<Body> : never;

/** The reason of every change, for `x-explain`. */
const mutation = 'A mutation asked for it.';

/** The Run:ai Users API: one method an operation, under the credentials of one request. */
export class RunaiApi {
  readonly #session: RestSession;
  readonly #version: RunaiVersion;

  constructor(session: RestSession, version: RunaiVersion) {
    this.#session = session;
    this.#version = version;
  }

  /** A page. For versions with paging. */
  listUsers(query: UserList & Window, reason: string): Promise<WireUser[]> {
    const { sortBy, sortOrder, offset, limit } = query;
    return this.#call('get_users', { query: { ...selection(query), sortBy, sortOrder, offset, limit } }, reason);
  }

  /** A page of all users, by username, whose rows are parsed when asked for. For versions with paging. */
  scanUsers(window: Window, reason: string): Promise<Rows<WireUser>> {
    const query = { sortBy: 'username', sortOrder: 'asc', ...window };
    return this.#list('get_users', { query }, reason);
  }

  /** All users at once. For the version without paging. */
  async scanAllUsers(reason: string): Promise<Rows<WireUser>> {
    return (await this.#list('get_users', {}, reason)).map(complete);
  }

  /** Users of whom nothing but names is told. The list may need rights that this does not. For versions with names. */
  async lookUpUsers(query: LookUp, reason: string): Promise<WireUser[]> {
    return (await this.#call('get_users_minimal', { query: { ...query } }, reason)).map(namesOnly);
  }

  /** @throws {BadResponseError} for a number that GraphQL's `Int` cannot carry */
  async countUsers(query: UserSelection, reason: string): Promise<number> {
    const { count } = await this.#call('count_users', { query: selection(query) }, reason);
    if (count < 0 || count > 2 ** 31 - 1) throw new BadResponseError('Run:ai sent a count that is out of range.');
    return count;
  }

  async getUser(userId: string, reason: string): Promise<WireUser> {
    return complete(await this.#call('get_user_by_id', { values: { userId } }, reason));
  }

  /** @throws {UnsupportedError} when the version lacks the feature */
  require(feature: Feature): void {
    if (!features[this.#version][feature]) throw unsupported(this.#version, feature);
  }

  /**
   * @throws {UnsupportedError} when a mail is asked for and the version sends none, or names are given and it has none; a
   * version that sends no mail is not told so
   */
  async createUser({ notify, ...account }: Body<'create_user'>): Promise<WireCreatedUser> {
    if (notify) this.require('notify');
    if (account.firstName !== undefined || account.lastName !== undefined) this.require('names');
    const sendsMail = features[this.#version].notify;
    const body = sendsMail && notify !== undefined ? { ...account, notify } : account;
    const created = await this.#call('create_user', { body }, mutation);
    if (!created.id || !isText(created.tempPassword)) throw afterWrite(lacking('the new account or its password'));
    return created;
  }

  async deleteUser(userId: string): Promise<void> {
    await this.#call('delete_user_by_id', { values: { userId } }, mutation);
  }

  async logoutUser(userId: string): Promise<void> {
    await this.#call('logout_user', { values: { userId } }, mutation);
  }

  async resetPassword(userId: string): Promise<string> {
    const { tempPassword } = await this.#call('reset_user_password', { values: { userId } }, mutation);
    if (!isText(tempPassword)) throw afterWrite(lacking('the new password'));
    return tempPassword;
  }

  /** The answer's body is dropped: documents disagree on what it holds. */
  async changeMyPassword(body: Body<'change_user_password'>): Promise<void> {
    await this.#call('change_user_password', { body }, mutation);
  }

  listAccessUsers(query: AccessSelection, reason: string): Promise<WireAccessUser[]> {
    return this.#call('getUsers', { query: { ...query } }, reason);
  }

  scanAccessUsers(reason: string): Promise<Rows<WireAccessUser>> {
    return this.#list('getUsers', {}, reason);
  }

  getAccessUser(userId: string, reason: string): Promise<WireAccessUser> {
    return this.#call('getUserById', { values: { userId } }, reason);
  }

  /** The platform echoes the request, password included; the password goes no further. */
  async createAccessUser(body: Body<'createUser'>): Promise<Omit<Answer<'createUser'>, 'password'>> {
    const { password: _, ...created } = await this.#call('createUser', { body }, mutation);
    return created;
  }

  replaceAccessUser(userId: string, body: Body<'updateUserById'>): Promise<WireAccessUser> {
    return this.#call('updateUserById', { values: { userId }, body }, mutation);
  }

  async removeAccessUser(userId: string, usersType: WireUserType | undefined): Promise<void> {
    await this.#call('deleteUserById', { values: { userId }, query: { usersType } }, mutation);
  }

  listRoles(reason: string): Promise<WireRole[]> {
    return this.#call('getRoles', {}, reason);
  }

  getUserRoles(userId: string, reason: string): Promise<WireRole[]> {
    return this.#call('getUserRoles', { values: { userId } }, reason);
  }

  listAccessGroups(query: AccessSelection, reason: string): Promise<WireAccessGroup[]> {
    return this.#call('getGroups', { query: { ...query } }, reason);
  }

  scanAccessGroups(reason: string): Promise<Rows<WireAccessGroup>> {
    return this.#list('getGroups', {}, reason);
  }

  getAccessGroup(groupName: string, reason: string): Promise<WireAccessGroup> {
    return this.#call('geGroupByName', { values: { groupName } }, reason);
  }

  createAccessGroup(body: Body<'createGroup'>): Promise<Answer<'createGroup'>> {
    return this.#call('createGroup', { body }, mutation);
  }

  replaceAccessGroup(groupName: string, body: Body<'updateGroupByName'>): Promise<WireAccessGroup> {
    return this.#call('updateGroupByName', { values: { groupName }, body }, mutation);
  }

  async deleteAccessGroup(groupName: string): Promise<void> {
    await this.#call('deleteGroupByName', { values: { groupName } }, mutation);
  }

  /** The check against the contract justifies the cast, except for replaced values (`rest/contract-breaches.ts`). */
  async #call<Id extends keyof Operations>(id: Id, args: Arguments, reason: string): Promise<Answer<Id>> {
    return (await this.#session.call(this.#operation(id), args, reason)) as Answer<Id>;
  }

  async #list<Id extends keyof Operations>(id: Id, args: Arguments, reason: string): Promise<Rows<Row<Id>>> {
    return (await this.#session.list(this.#operation(id), args, reason)) as Rows<Row<Id>>;
  }

  #operation(id: keyof Operations): Operation {
    const operation = this.#session.contract.operation(id);
    if (!operation) throw unsupported(this.#version, id === 'count_users' ? 'paging' : 'access');
    return operation;
  }
}

function selection({ conditions = [], search }: UserSelection) {
  return { filterBy: conditions.map(({ field, operator, value }) => `${field}${operator}${value}`), search };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
