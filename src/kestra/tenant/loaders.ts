import DataLoader from 'dataloader';
import { readEach } from '../../batching/batch.ts';
import type { List } from '../../paging/list.ts';
import type { RequestLists } from '../../paging/list-facts.ts';
import { type Page, pagedList } from '../../paging/paged-list.ts';
import { readByTenant } from '../by-tenant.ts';
import type { TenantKey } from '../composite-id.ts';
import type {
  BindingList,
  InvitationList,
  MemberList,
  OrderedList,
  PageOf,
  TenantReads,
  WireAccess,
  WireAnyServiceAccount,
  WireBinding,
  WireGroup,
  WireInvitation,
  WireRole,
  WireServiceAccount,
} from './reads.ts';

/** What one request reads of tenants, each thing at most once. */
export class TenantDirectory {
  /** What a member may do; null if there is no such member. */
  readonly access: DataLoader<TenantKey, WireAccess | null, string>;
  /** A group as far as summaries tell; null if there is none. Several are one call. */
  readonly groups: DataLoader<TenantKey, WireGroup | null, string>;
  /** A group with its description; null if there is none. */
  readonly wholeGroups: DataLoader<TenantKey, WireGroup | null, string>;
  /** A role with its permissions; null if there is none. Several are one call. */
  readonly roles: DataLoader<TenantKey, WireRole | null, string>;
  readonly bindings: DataLoader<TenantKey, WireBinding | null, string>;
  readonly invitations: DataLoader<TenantKey, WireInvitation | null, string>;
  /** A service account of a tenant; null if there is none. */
  readonly serviceAccounts: DataLoader<TenantKey, WireServiceAccount | null, string>;
  /** A service account of any tenant, which only super admins may read. */
  readonly anyServiceAccounts: DataLoader<string, WireAnyServiceAccount | null>;
  readonly reads: TenantReads;
  readonly #lists: RequestLists;
  readonly #cap: number;
  /** Answers by what was asked: a group or a role may be reached from several places of a document. */
  readonly #answers = new Map<string, Promise<unknown>>();

  /** @param cap the largest page size */
  constructor(reads: TenantReads, lists: RequestLists, cap: number) {
    this.reads = reads;
    this.#lists = lists;
    this.#cap = cap;
    const each = <Row>(one: (tenant: string, id: string) => Promise<Row>) =>
      new DataLoader<TenantKey, Row | null, string>((keys) => readEach(keys, ({ tenantId, id }) => one(tenantId, id)), {
        cacheKeyFn,
      });
    this.access = each((tenant, id) => reads.access(tenant, id));
    this.wholeGroups = each((tenant, id) => reads.group(tenant, id));
    this.bindings = each((tenant, id) => reads.binding(tenant, id));
    this.invitations = each((tenant, id) => reads.invitation(tenant, id));
    this.serviceAccounts = each((tenant, id) => reads.serviceAccount(tenant, id));
    this.anyServiceAccounts = new DataLoader((ids) => readEach(ids, (id) => reads.anyServiceAccount(id)));
    this.groups = new DataLoader<TenantKey, WireGroup | null, string>(
      (keys) =>
        readByTenant<WireGroup>(keys, {
          one: (tenant, id) => reads.group(tenant, id),
          many: (tenant, ids) => reads.groupsById(tenant, ids),
        }),
      { cacheKeyFn },
    );
    this.roles = new DataLoader<TenantKey, WireRole | null, string>(
      (keys) =>
        readByTenant<WireRole>(keys, {
          one: (tenant, id) => reads.role(tenant, id),
          many: async (tenant, ids) => (await reads.rolesById(tenant, ids)).flatMap(withId),
        }),
      { cacheKeyFn },
    );
  }

  members(tenantId: string, list: MemberList) {
    const key = `members ${JSON.stringify(list)}`;
    return this.#list(tenantId, key, (page) => this.reads.members(tenantId, list, page));
  }

  groupsOf(tenantId: string, list: OrderedList) {
    const key = `groups ${JSON.stringify(list)}`;
    return this.#list(tenantId, key, (page) => this.reads.groups(tenantId, list, page));
  }

  membersOf({ tenantId, id: groupId }: TenantKey, search: string | undefined) {
    return this.#list(tenantId, `members of ${groupId} ${search ?? ''}`, async (page) => {
      const { results, total } = await this.reads.groupMembers(tenantId, groupId, search, page);
      return { results: results.map((row) => ({ ...row, groupId })), total };
    });
  }

  rolesOf(tenantId: string, list: OrderedList) {
    const key = `roles ${JSON.stringify(list)}`;
    return this.#list(tenantId, key, (page) => this.reads.roles(tenantId, list, page));
  }

  bindingsOf(tenantId: string, list: BindingList) {
    const key = `bindings ${JSON.stringify(list)}`;
    return this.#list(tenantId, key, (page) => this.reads.bindings(tenantId, list, page));
  }

  invitationsOf(tenantId: string, list: InvitationList) {
    const key = `invitations ${JSON.stringify(list)}`;
    return this.#list(tenantId, key, (page) => this.reads.invitations(tenantId, list, page));
  }

  serviceAccountsOf(tenantId: string, search: string | undefined) {
    return this.#list(tenantId, `service accounts ${search ?? ''}`, async (page) => {
      const { results, total } = await this.reads.serviceAccounts(tenantId, search, page);
      const rows = results.map(({ id, username }) => ({ id, tenant: tenantId, ...(username && { name: username }) }));
      return { results: rows, total };
    });
  }

  groupSuggestions(tenantId: string, search: string | undefined) {
    const key = `group suggestions ${tenantId} ${search ?? ''}`;
    return this.#once(key, () => this.reads.suggestGroups(tenantId, search));
  }

  roleSuggestions(tenantId: string, search: string | undefined) {
    const key = `role suggestions ${tenantId} ${search ?? ''}`;
    return this.#once(key, () => this.reads.suggestRoles(tenantId, search));
  }

  /** The service accounts of all tenants, which only super admins may read. */
  everyServiceAccount(search: string | undefined) {
    const key = `kestra.service accounts ${search ?? ''}`;
    return this.#paged(key, (page) => this.reads.everyServiceAccount(search, page));
  }

  /** A list of a tenant, whose rows say of which. */
  #list<Row extends { readonly id: string }>(
    tenantId: string,
    key: string,
    readPage: (page: PageOf) => Promise<Page<Row>>,
  ): List<Row & { readonly tenantId: string }> {
    return this.#paged(`kestra.tenant ${tenantId} ${key}`, async (page) => {
      const { results, total } = await readPage(page);
      return { results: results.map((row) => ({ ...row, tenantId })), total };
    });
  }

  #once<Answer>(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(key) as Promise<Answer> | undefined;
    if (known) return known;
    const answer = read();
    this.#answers.set(key, answer);
    return answer;
  }

  #paged<Row extends { readonly id: string }>(key: string, read: (page: PageOf) => Promise<Page<Row>>): List<Row> {
    return pagedList({
      ...{ key, platform: 'Kestra', cap: this.#cap, pageCap: this.#lists.pageCap },
      read: (page, size) => this.#once(`${key} ${page} ${size}`, () => read({ page, size })),
      idOf: ({ id }) => id,
    });
  }
}

const cacheKeyFn = ({ tenantId, id }: TenantKey) => `${tenantId} ${id}`;

/** A role of a list of ids: what has none could not be told apart. */
const withId = ({ id, ...role }: { id?: string; name: string }): WireRole[] =>
  id === undefined ? [] : [{ ...role, id }];
