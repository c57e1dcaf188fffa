import { ForbiddenError } from '../errors.ts';
import type { RequestLists } from '../paging/list-facts.ts';
import type { PageCap } from '../paging/page-cap.ts';
import { intact } from '../rest/contract-breaches.ts';
import type { RestSession } from '../rest/session.ts';
import { Witness } from '../rest/witness.ts';
import { KestraApi, type WireUser, type WireViewer } from './api.ts';
import { KestraGroupsApi } from './groups-api.ts';
import { KestraGroups } from './loaders/groups.ts';
import { KestraTenants } from './loaders/tenants.ts';
import { KestraTokens } from './loaders/tokens.ts';
import { KestraUsers } from './loaders/users.ts';
import type { Speaker } from './newer.ts';
import { OwnAccount } from './own-account.ts';
import type { ServerFacts } from './server-facts.ts';
import { TenantCalls } from './tenant/calls.ts';
import { TenantDirectory } from './tenant/loaders.ts';
import { TenantReads } from './tenant/reads.ts';
import { TenantWrites } from './tenant/writes.ts';
import type { Features, KestraDialect } from './versions.ts';

/** What an operator decides about Kestra. */
export interface KestraSettings {
  /** The tenant that is meant where none is named. */
  readonly tenant: string;
  /** The largest page that the server gives. */
  readonly maxPageSize: number;
  /** Whether callers may act as other users. */
  readonly impersonation: boolean;
}

/** What is known of the server. */
export interface KestraServer {
  /** Its version, and what that states. */
  readonly dialect: KestraDialect;
  /** What it has shown. */
  readonly facts: ServerFacts;
}

/** Kestra as one GraphQL request sees it. */
export class Kestra {
  readonly features: Features;
  readonly #speaker: Speaker;
  readonly #lists: RequestLists;
  readonly #settings: KestraSettings;
  readonly #facts: ServerFacts;
  #api: KestraApi | undefined;
  #groupsApi: KestraGroupsApi | undefined;
  #calls: TenantCalls | undefined;
  #own: OwnAccount | undefined;
  #users: KestraUsers | undefined;
  #groups: KestraGroups | undefined;
  #tokens: KestraTokens | undefined;
  #tenants: KestraTenants | undefined;
  #directory: TenantDirectory | undefined;
  #viewer: Promise<WireViewer> | undefined;

  constructor(session: RestSession, lists: RequestLists, settings: KestraSettings, { dialect, facts }: KestraServer) {
    this.#lists = lists;
    this.#settings = settings;
    const { finder, features } = dialect;
    this.#speaker = { session, dialect, witness: finder && new Witness('Kestra', session, finder) };
    this.features = features;
    this.#facts = facts;
  }

  get api(): KestraApi {
    this.#api ??= new KestraApi(this.#speaker);
    return this.#api;
  }

  get groupsApi(): KestraGroupsApi {
    this.#groupsApi ??= new KestraGroupsApi(this.#speaker);
    return this.#groupsApi;
  }

  /** The operations of all versions by their names. */
  get calls(): TenantCalls {
    this.#calls ??= new TenantCalls(this.#speaker);
    return this.#calls;
  }

  /** The caller's own account. */
  get own(): OwnAccount {
    this.#own ??= new OwnAccount(this.#speaker);
    return this.#own;
  }

  /** The tenant that is meant where none is named. */
  get tenant(): string {
    return this.#settings.tenant;
  }

  /** The largest page that the server gives. */
  get maxPageSize(): number {
    return this.pageCap.within(this.#settings.maxPageSize);
  }

  /** What its pages have shown. */
  get pageCap(): PageCap {
    return this.#lists.pageCap;
  }

  /** Whether the server is known to ignore searches, so that the whole list is read for one. */
  get ignoresSearch(): boolean {
    return this.#facts.search.known === false;
  }

  get users(): KestraUsers {
    this.#users ??= new KestraUsers(this.api, this.#lists, this.#settings.maxPageSize, this.#facts);
    return this.#users;
  }

  get groups(): KestraGroups {
    this.#groups ??= new KestraGroups(this.api, this.groupsApi, this.features);
    return this.#groups;
  }

  get tokens(): KestraTokens {
    this.#tokens ??= new KestraTokens({
      api: this.api,
      own: this.own,
      tenant: this.tenant,
      caller: () => this.viewer(),
    });
    return this.#tokens;
  }

  /** What tenants tell to their own admins. */
  get directory(): TenantDirectory {
    this.#directory ??= new TenantDirectory(this.#readsBy(this.calls), this.#lists, this.#settings.maxPageSize);
    return this.#directory;
  }

  #readsBy(calls: TenantCalls): TenantReads {
    return new TenantReads(calls, this.features);
  }

  get tenants(): KestraTenants {
    this.#tenants ??= new KestraTenants({
      api: this.api,
      features: this.features,
      ofCaller: async () => intact((await this.viewer()).tenants) ?? [],
      ofFirstUsers: async (reason) =>
        (await this.users.firstPage(reason)).results.flatMap(({ tenants }) => intact(tenants) ?? []),
    });
    return this.#tenants;
  }

  /**
   * The account of the caller, which is asked for once.
   * @throws {UnsupportedError} if the version does not tell
   */
  viewer(): Promise<WireViewer> {
    this.#viewer ??= this.api.getCurrentUser('Shows who the caller is.');
    return this.#viewer;
  }

  /** Makes a change; what was read before is forgotten, whether the change succeeds or fails. */
  change<Result>(write: (api: KestraApi) => Promise<Result>): Promise<Result> {
    return this.#changed(write(this.api));
  }

  /** Makes a change in a tenant; the same is forgotten. */
  changeTenant<Result>(write: (writes: TenantWrites) => Promise<Result>): Promise<Result> {
    return this.#changed(write(new TenantWrites(this.calls, (calls) => this.#readsBy(calls))));
  }

  async #changed<Result>(written: Promise<Result>): Promise<Result> {
    try {
      return await written;
    } finally {
      this.#users = undefined;
      this.#groups = undefined;
      this.#tokens = undefined;
      this.#tenants = undefined;
      this.#directory = undefined;
      this.#viewer = undefined;
    }
  }

  /** Makes a change that the platform answers with the whole user, who then need not be read back. */
  async changeUser(write: (api: KestraApi) => Promise<WireUser>): Promise<WireUser> {
    const user = await this.change(write);
    this.users.learn(user);
    return user;
  }

  /**
   * Signs in as another user.
   * @returns the session token; null if the platform answers without one
   * @throws {ForbiddenError} without a call, where the operator has not turned this on
   */
  async impersonate(userId: string): Promise<string | null> {
    if (!this.#settings.impersonation) throw new ForbiddenError('Impersonation is turned off in this facade.');
    return this.change((api) => api.impersonate(userId));
  }
}
