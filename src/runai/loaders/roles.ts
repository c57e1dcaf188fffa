import DataLoader from 'dataloader';
import { readBatch, readEach } from '../../batching/batch.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { AuthorizationApi } from '../authorization-api.ts';
import { authorizationPageCap, type WirePermissionSet, type WireRunaiRole } from '../wire-authorization.ts';
import { nullIfAbsent } from './users.ts';

/** The name by which the number of roles is remembered, and what it is taken to be until it is known. */
export const rolesTotalHint = 'runai.roles';
export const assumedRoles = 50;

/** The roles of Run:ai as one request sees them. */
export class Roles {
  /** A role by its id; null if there is none. */
  readonly byId: DataLoader<string, WireRunaiRole | null>;
  /** A permission set by its id; null if there is none. */
  readonly permissionSet: DataLoader<string, WirePermissionSet | null>;
  readonly #api: AuthorizationApi;
  readonly #lists: RequestLists;
  #all: Promise<readonly WireRunaiRole[]> | undefined;

  constructor(api: AuthorizationApi, lists: RequestLists) {
    this.#api = api;
    this.#lists = lists;
    const singlesSoFar = { keys: 0 };
    this.byId = new DataLoader((ids) =>
      readBatch(ids, {
        plans: lists.plans,
        singlesSoFar,
        cap: authorizationPageCap,
        isLoaded: () => this.#all !== undefined,
        total: () => lists.rowsOf(rolesTotalHint) ?? assumedRoles,
        count: async (reason) => (await this.all(reason)).length,
        find: (_, reason) => this.all(reason),
        one: (id, reason) => this.#one(id, reason),
        keyOf: ({ id }) => String(id),
        listIsComplete: true,
      }),
    );
    this.permissionSet = new DataLoader((ids) =>
      readEach(ids, (id) => api.getPermissionSet(id, 'The permissions of a permission set.')),
    );
  }

  /** All of them, in the order of the platform. They are read once. */
  all(reason: string): Promise<readonly WireRunaiRole[]> {
    this.#all ??= this.#api.listRoles(reason).then((roles) => {
      this.#lists.sawRows(rolesTotalHint, roles.length);
      return roles;
    });
    return this.#all;
  }

  /** A role by its name, which is unique; null if there is none. */
  async named(name: string): Promise<WireRunaiRole | null> {
    const roles = await this.all('Only the list of roles contains their names.');
    return roles.find((role) => intact(role.name) === name) ?? null;
  }

  async #one(id: string, reason: string): Promise<WireRunaiRole | null> {
    // An id that is no number belongs to no role.
    if (!/^\d{1,10}$/.test(id)) return null;
    return this.#api.getRole(id, reason).catch(nullIfAbsent);
  }
}
