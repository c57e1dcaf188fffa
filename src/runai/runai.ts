import type { RequestLists } from '../paging/list-facts.ts';
import type { PageCap } from '../paging/page-cap.ts';
import type { RestSession } from '../rest/session.ts';
import { claimsOf, type TokenClaims } from '../rest/token-claims.ts';
import { RunaiApi } from './api.ts';
import { AccessLoaders } from './loaders/access.ts';
import { AccessRules } from './loaders/access-rules.ts';
import { Groups } from './loaders/groups.ts';
import { Roles } from './loaders/roles.ts';
import { Users } from './loaders/users.ts';
import type { Features, RunaiDialect, RunaiVersion } from './versions.ts';
import type { WirePermission } from './wire-authorization.ts';
import { pageCap } from './wire-types.ts';

/** Run:ai as one GraphQL request sees it. */
export class Runai {
  readonly api: RunaiApi;
  readonly #session: RestSession;
  readonly #lists: RequestLists;
  readonly #dialect: RunaiDialect;
  readonly version: RunaiVersion;
  readonly features: Features;
  /** By the nodes of a field: whether it needs no more of users than their names (`types/names-only.ts`). */
  readonly namesOnly = new WeakMap<object, boolean>();
  #users: Users | undefined;
  #access: AccessLoaders | undefined;
  #groups: Groups | undefined;
  #accessRules: AccessRules | undefined;
  #roles: Roles | undefined;
  #permissions: Promise<readonly WirePermission[]> | undefined;

  constructor(session: RestSession, lists: RequestLists, dialect: RunaiDialect) {
    this.#session = session;
    this.#lists = lists;
    this.#dialect = dialect;
    this.version = dialect.version;
    this.features = dialect.features;
    this.api = new RunaiApi(session, dialect);
  }

  /** The same, by answers that are as new as can be: for what is wrong, not only late, when it is told of an older state. */
  get fresh(): Runai {
    const session = this.#session.uncached();
    return session === this.#session ? this : new Runai(session, this.#lists, this.#dialect);
  }

  /** What the caller's token says of them, unverified. @throws {ApiError} without credentials, or where these get no token */
  claims(): TokenClaims | Promise<TokenClaims> {
    const sent = this.#session.sentAuthorization();
    return typeof sent === 'string' ? claimsOf(sent) : sent.then(claimsOf);
  }

  /** The most users that it gives at once; Infinity where it gives lists whole. */
  get maxPageSize(): number {
    return this.features.paging ? this.pageCap.within(pageCap) : Infinity;
  }

  /** What its pages have shown. */
  get pageCap(): PageCap {
    return this.#lists.pageCap;
  }

  get users(): Users {
    this.#users ??= new Users(this.api, this.#lists, this.features);
    return this.#users;
  }

  get access(): AccessLoaders {
    this.#access ??= new AccessLoaders(this.api, this.#lists);
    return this.#access;
  }

  get groups(): Groups {
    const rules = this.features.rules ? this.accessRules.ofSubjects : undefined;
    const { users, access, api } = this;
    this.#groups ??= new Groups(users, access, this.features.access, rules, () => api.confirm('rules'));
    return this.#groups;
  }

  get accessRules(): AccessRules {
    this.#accessRules ??= new AccessRules(this.api.authorization, this.#lists);
    return this.#accessRules;
  }

  get roles(): Roles {
    this.#roles ??= new Roles(this.api.authorization, this.#lists);
    return this.#roles;
  }

  /**
   * What the caller may do, which is asked for once.
   * @throws {UnsupportedError} if the version does not tell
   */
  permissions(): Promise<readonly WirePermission[]> {
    this.#permissions ??= this.api.authorization.listPermissions('What the caller may do.');
    return this.#permissions;
  }

  /** Makes a change; what was read before is forgotten, whether the change succeeds or fails. */
  async change<Result>(write: (api: RunaiApi) => Promise<Result>): Promise<Result> {
    try {
      return await write(this.api);
    } finally {
      this.#users = undefined;
      this.#access = undefined;
      this.#groups = undefined;
      this.#accessRules = undefined;
      this.#roles = undefined;
      this.#permissions = undefined;
    }
  }
}
