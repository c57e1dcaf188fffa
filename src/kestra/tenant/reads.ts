import { BadResponseError } from '../../errors.ts';
import type { Arguments } from '../../rest/client.ts';
import type { Features } from '../versions.ts';
import type { operations } from '../wire/2.0.ts';
import type { Answer, Schemas, TenantCalls } from './calls.ts';
import { byEmail, byStatus, byText, byType, type Condition } from './conditions.ts';

/** Somebody with access to a tenant, as lists show them: a person or a program, with the names of its groups there. */
export type WireMember = Schemas['IAMTenantAccessController.ApiUserTenantAccess'];
/** The same alone: with roles, without sign-in methods. */
export type WireAccess = Schemas['IAMTenantAccessController.ApiTenantAccess'];
export type WireHeldRole = Schemas['IAMTenantAccessController.ApiRoleAssignment'];
/** 1.3 sends `permission` for `resource`. */
export type WirePermission = Schemas['IAMTenantAccessController.ApiUserPermission'] & { readonly permission?: string };
export type WireGroup = Schemas['ApiGroupSummary'];
export type WireGroupMember = Schemas['IAMGroupController.ApiGroupMember'];
export type WireRole = Schemas['IAMRoleController.ApiRoleDetail'];
export type WireBinding = Schemas['IAMBindingController.ApiBindingDetail'];
export type WireServiceAccount = Schemas['IAMServiceAccountController.ApiServiceAccountResponse'];
export type WireAnyServiceAccount = Schemas['IAMServiceAccountController.ApiServiceAccountDetail'];
export type WireInvitation = Schemas['IAMInvitationController.ApiInvitationDetail'];

export interface PageOf {
  readonly page: number;
  readonly size: number;
}
export interface MemberList {
  readonly search?: string;
  readonly username?: string;
  readonly type?: 'STANDARD' | 'SERVICE_ACCOUNT';
}
/** A list that Kestra can order: the keys of `sort` are of the form `name:asc`. */
interface Ordered {
  readonly sort?: string[];
}
export interface OrderedList extends Ordered {
  readonly search?: string;
}
export interface BindingList extends Ordered {
  readonly type?: 'USER' | 'GROUP';
  readonly holderId?: string;
  readonly namespace?: string;
}
export interface InvitationList extends Ordered {
  readonly email?: string;
  readonly status?: 'PENDING' | 'ACCEPTED' | 'EXPIRED';
}

const rows = 'Rows of the requested list.';
const byName = ['name:asc'];

/** What Kestra tells of a tenant: a method for each operation. Lists are by pages, counted from 1. */
export class TenantReads {
  readonly #calls: TenantCalls;
  readonly #features: Pick<Features, 'tenantFilters'>;

  constructor(calls: TenantCalls, features: Pick<Features, 'tenantFilters'>) {
    this.#calls = calls;
    this.#features = features;
  }

  /** Some servers cannot order it: it is in the order of the platform. */
  members(tenant: string, { search, username, type }: MemberList, page: PageOf) {
    const query = { ...filter('q', search), ...filter('username', username) };
    return this.#page('listTenantAccess', tenant, { ...page }, { query, condition: type && byType(type) });
  }

  access(tenant: string, userId: string): Promise<WireAccess> {
    const reason = 'Only the read of a single member contains roles.';
    return this.#calls.within('getTenantAccess', tenant, { values: { userId } }, reason);
  }

  groups(tenant: string, { search, sort = byName }: OrderedList, page: PageOf) {
    return this.#page('searchGroups', tenant, { sort, ...page }, { condition: search && byText(search) });
  }

  suggestGroups(tenant: string, search: string | undefined): Promise<WireGroup[]> {
    return this.#calls.within('autocompleteGroups', tenant, { body: { ...(search && { q: search }) } }, suggested);
  }

  group(tenant: string, id: string) {
    return this.#calls.within('getGroup', tenant, { values: { id } }, 'The requested group.');
  }

  groupsById(tenant: string, ids: readonly string[]): Promise<WireGroup[]> {
    return this.#calls.within('listGroupIds', tenant, { body: { ids } }, 'Several groups of a tenant at once.');
  }

  groupMembers(tenant: string, id: string, search: string | undefined, page: PageOf) {
    return this.#page('searchGroupMembers', tenant, { ...page }, { values: { id }, query: filter('q', search) });
  }

  roles(tenant: string, { search, sort = byName }: OrderedList, page: PageOf) {
    return this.#page('searchRoles', tenant, { sort, ...page }, { condition: search && byText(search) });
  }

  suggestRoles(tenant: string, search: string | undefined) {
    return this.#calls.within('autocompleteRoles', tenant, { body: { ...(search && { q: search }) } }, suggested);
  }

  role(tenant: string, id: string): Promise<WireRole> {
    return this.#calls.within('getRole', tenant, { values: { id } }, 'Lists do not contain permissions.');
  }

  rolesById(tenant: string, ids: readonly string[]) {
    return this.#calls.within('listRolesFromGivenIds', tenant, { body: { ids } }, 'Several roles of a tenant at once.');
  }

  bindings(tenant: string, { type, holderId: id, namespace, sort }: BindingList, page: PageOf) {
    return this.#page('searchBindings', tenant, { sort, ...page }, { query: { type, id, namespace } });
  }

  binding(tenant: string, id: string): Promise<WireBinding> {
    return this.#calls.within('getBinding', tenant, { values: { id } }, 'The requested binding.');
  }

  invitations(tenant: string, { email, status, sort = ['email:asc'] }: InvitationList, page: PageOf) {
    const [condition, others] = email ? [byEmail(email), this.#plain('status', status)] : [status && byStatus(status)];
    return this.#page('searchInvitations', tenant, { ...others, sort, ...page }, { condition });
  }

  invitationsTo(tenant: string, email: string): Promise<WireInvitation[]> {
    const reason = 'The answer to an invitation does not contain its id.';
    return this.#calls.within('listInvitationsByEmail', tenant, { values: { email } }, reason);
  }

  invitation(tenant: string, id: string): Promise<WireInvitation> {
    return this.#calls.within('getInvitation', tenant, { values: { id } }, 'The requested invitation.');
  }

  /** Versions without a list of service accounts have them among the members. */
  serviceAccounts(tenant: string, search: string | undefined, page: PageOf) {
    if (!this.#calls.has('listServiceAccountsForTenant')) {
      return this.members(tenant, { ...(search && { search }), type: 'SERVICE_ACCOUNT' }, page);
    }
    return this.#page('listServiceAccountsForTenant', tenant, { ...page }, { query: filter('q', search) });
  }

  serviceAccount(tenant: string, id: string): Promise<WireServiceAccount> {
    const reason = 'The requested service account.';
    return this.#calls.within('getServiceAccountForTenant', tenant, { values: { id } }, reason);
  }

  /** Of all tenants, which only super admins may read. */
  async everyServiceAccount(search: string | undefined, page: PageOf) {
    const query = { ...filter('q', search), ...page };
    const { results, total } = await this.#calls.call('listServiceAccounts', { query }, rows);
    return { results: results.flatMap((row) => (row.id === undefined ? [] : [{ ...row, id: row.id }])), total };
  }

  /** In any tenants, which only super admins may read. */
  anyServiceAccount(id: string) {
    return this.#calls.call('getServiceAccount', { values: { id } }, 'The requested service account.');
  }

  /** A condition of a list: a filter, or a plain parameter in older versions. */
  #plain(name: string, value: string | undefined) {
    return this.#features.tenantFilters ? filter(name, value) : { [name]: value };
  }

  /**
   * A page of a list.
   * @param last the last parameters of the query
   * @param args the first ones, and a condition whose name depends on the version
   * @throws {BadResponseError} for a total that GraphQL's `Int` cannot carry
   * @throws {UnavailableError} if the server ignored the condition, as it speaks another version by now
   */
  async #page<Id extends keyof operations>(
    id: Id,
    tenant: string,
    last: PageOf & Arguments['query'],
    { query, values, condition }: Pick<Arguments, 'query' | 'values'> & { condition?: Condition<unknown> | '' },
  ): Promise<Answer<Id>> {
    const read = async (calls: TenantCalls, value: string | undefined, page: object) => {
      const asked = { ...query, ...(condition && this.#plain(condition.name, value)), ...last, ...page };
      const isUnshared = calls !== this.#calls;
      const answer = await calls.within(id, tenant, { ...(values && { values }), query: asked, isUnshared }, rows);
      return answer as Answer<Id> & { readonly results: readonly unknown[]; readonly total: number };
    };
    const answer = await read(this.#calls, condition ? condition.value : undefined, {});
    const { results, total } = answer;
    if (total < 0 || total > 2 ** 31 - 1) throw new BadResponseError('Kestra sent a total that is out of range.');
    if (condition) {
      const count = async (value: string | undefined) =>
        (await read(this.#calls.confirming, value, { page: 1, size: 1 })).total;
      await this.#calls.confirmNarrowed(condition, { rows: results, total, count });
    }
    return answer;
  }
}

const suggested = 'The requested suggestions.';

const filter = (name: string, value: string | undefined) =>
  value === undefined ? {} : { [`filters[${name}][EQUALS]`]: value };
