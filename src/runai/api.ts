import type { Window } from '../paging/window.ts';
import type { Rows } from '../rest/rows.ts';
import type { RestSession } from '../rest/session.ts';
import { dropped, whole } from '../rest/settle.ts';
import { AuthorizationApi } from './authorization-api.ts';
import { type Answer, type Body, mutation, RunaiCalls } from './calls.ts';
import * as proofs from './proofs.ts';
import type { Feature, RunaiDialect } from './versions.ts';
import type {
  AccessSelection,
  LookUp,
  Scan,
  UserList,
  UserSelection,
  WireAccessGroup,
  WireAccessUser,
  WireRole,
  WireUser,
  WireUserType,
} from './wire-types.ts';
import { complete, inRange, isText, lacking, namesOnly, newUser, selection, type WireNewUser } from './wire-users.ts';

/** The Run:ai Users API: one method an operation, under the credentials of one request. */
export class RunaiApi {
  /** Who may do what: access rules, roles, permissions. */
  readonly authorization: AuthorizationApi;
  /** The operations by their names. */
  readonly calls: RunaiCalls;

  constructor(session: RestSession, dialect: RunaiDialect) {
    this.calls = new RunaiCalls(session, dialect);
    this.authorization = new AuthorizationApi(this.calls);
  }

  /** A page. For versions with paging. */
  async listUsers(query: UserList & Window, reason: string): Promise<WireUser[]> {
    const { sortBy, sortOrder, offset, limit } = query;
    const asked = { ...selection(query), sortBy, sortOrder, offset, limit };
    const rows = await this.calls.call('get_users', { query: asked }, reason);
    await this.calls.contradictions.page(rows, query);
    return rows;
  }

  /** A page of all users, by username, whose rows are parsed when asked for. For versions with paging. */
  async scanUsers(window: Window, reason: string, scan?: Scan): Promise<Rows<WireUser>> {
    const query = { sortBy: 'username', sortOrder: 'asc', ...window };
    const rows = await this.calls.list('get_users', { query }, reason);
    scan?.(rows);
    await this.calls.contradictions.length(rows.length, window);
    return rows;
  }

  /** All users at once. For the version without paging. */
  async scanAllUsers(reason: string, scan?: Scan): Promise<Rows<WireUser>> {
    const rows = (await this.calls.list('get_users', {}, reason)).map(complete);
    scan?.(rows);
    await this.calls.contradictions.whole(rows.length);
    return rows;
  }

  /** Users with nothing but names. The list may need rights that this does not. For versions with names. */
  async lookUpUsers(query: LookUp, reason: string): Promise<WireUser[]> {
    return (await this.calls.call('get_users_minimal', { query: { ...query } }, reason)).map(namesOnly);
  }

  /** @throws {BadResponseError} for a number that GraphQL's `Int` cannot carry */
  async countUsers(query: UserSelection, reason: string): Promise<number> {
    const { count } = await this.calls.call('count_users', { query: selection(query) }, reason);
    return inRange(count);
  }

  async getUser(userId: string, reason: string): Promise<WireUser> {
    const user = complete(await this.calls.call('get_user_by_id', { values: { userId } }, reason));
    this.calls.contradictions.names([user]);
    return user;
  }

  /** Confirms that a user without names has none; undefined if nothing is to be asked. @throws {UnavailableError} */
  nameless(user: WireUser): Promise<void> | undefined {
    return this.calls.contradictions.nameless(user);
  }

  /** Confirms that the platform still has a feature. @throws {UnavailableError} if it has not: its version is another one */
  confirm(feature: 'notify' | 'rules' | 'names'): Promise<void> {
    return this.calls.contradictions.confirm(feature);
  }

  /** @throws {UnsupportedError} when the version lacks the feature */
  require(feature: Feature): void {
    this.calls.require(feature);
  }

  /**
   * @throws {UnsupportedError} when a mail is asked for and the version sends none, or names are given and it has none; a
   * version that sends no mail is not told so
   * @throws {UnavailableError} if the platform speaks another version by now, which would ignore the mail or the names
   */
  async createUser({ notify, ...account }: Body<'create_user'>): Promise<WireNewUser> {
    const hasNames = account.firstName !== undefined || account.lastName !== undefined;
    const needed = hasNames ? 'names' : notify ? 'notify' : undefined;
    if (notify) this.require('notify');
    if (hasNames) this.require('names');
    const body = this.calls.has('notify') && notify !== undefined ? { ...account, notify } : account;
    const fate = { accept: newUser, proof: proofs.newUser(this.calls, body.email) };
    const write = () => this.calls.write('create_user', { body }, fate);
    return needed ? this.calls.contradictions.around(needed, write) : write();
  }

  async deleteUser(userId: string): Promise<void> {
    await this.calls.write('delete_user_by_id', { values: { userId } }, dropped(proofs.goneUser(this.calls, userId)));
  }

  async logoutUser(userId: string): Promise<void> {
    await this.calls.call('logout_user', { values: { userId } }, mutation);
  }

  resetPassword(userId: string): Promise<string> {
    return this.calls.write(
      'reset_user_password',
      { values: { userId } },
      {
        accept({ tempPassword }) {
          if (!isText(tempPassword)) throw lacking('the new password');
          return tempPassword;
        },
      },
    );
  }

  /** The answer's body is dropped: documents disagree on what it holds. */
  async changeMyPassword(body: Body<'change_user_password'>): Promise<void> {
    await this.calls.call('change_user_password', { body }, mutation);
  }

  listAccessUsers(query: AccessSelection, reason: string): Promise<WireAccessUser[]> {
    return this.calls.call('getUsers', { query: { ...query } }, reason);
  }

  scanAccessUsers(reason: string): Promise<Rows<WireAccessUser>> {
    return this.calls.list('getUsers', {}, reason);
  }

  getAccessUser(userId: string, reason: string): Promise<WireAccessUser> {
    return this.calls.call('getUserById', { values: { userId } }, reason);
  }

  /** The platform echoes the request, password included; the password goes no further. */
  createAccessUser(body: Body<'createUser'>): Promise<Omit<Answer<'createUser'>, 'password'>> {
    return this.calls.write(
      'createUser',
      { body },
      { accept: ({ password: _, ...created }) => created, proof: proofs.newAccessUser(this.calls, body.email) },
    );
  }

  replaceAccessUser(userId: string, body: Body<'updateUserById'>): Promise<WireAccessUser> {
    const proof = proofs.changedAccessUser(this.calls, userId, body);
    return this.calls.write('updateUserById', { values: { userId }, body }, whole(proof));
  }

  async removeAccessUser(userId: string, usersType: WireUserType | undefined): Promise<void> {
    const proof = proofs.goneAccessUser(this.calls, userId);
    await this.calls.write('deleteUserById', { values: { userId }, query: { usersType } }, dropped(proof));
  }

  listRoles(reason: string): Promise<WireRole[]> {
    return this.calls.call('getRoles', {}, reason);
  }

  getUserRoles(userId: string, reason: string): Promise<WireRole[]> {
    return this.calls.call('getUserRoles', { values: { userId } }, reason);
  }

  listAccessGroups(query: AccessSelection, reason: string): Promise<WireAccessGroup[]> {
    return this.calls.call('getGroups', { query: { ...query } }, reason);
  }

  scanAccessGroups(reason: string): Promise<Rows<WireAccessGroup>> {
    return this.calls.list('getGroups', {}, reason);
  }

  getAccessGroup(groupName: string, reason: string): Promise<WireAccessGroup> {
    return this.calls.call('geGroupByName', { values: { groupName } }, reason);
  }

  createAccessGroup(body: Body<'createGroup'>): Promise<Answer<'createGroup'>> {
    return this.calls.write('createGroup', { body }, whole(proofs.newGroup(this.calls, body)));
  }

  replaceAccessGroup(groupName: string, body: Body<'updateGroupByName'>): Promise<WireAccessGroup> {
    const proof = proofs.changedGroup(this.calls, groupName, body);
    return this.calls.write('updateGroupByName', { values: { groupName }, body }, whole(proof));
  }

  async deleteAccessGroup(groupName: string): Promise<void> {
    const proof = proofs.goneGroup(this.calls, groupName);
    await this.calls.write('deleteGroupByName', { values: { groupName } }, dropped(proof));
  }
}
