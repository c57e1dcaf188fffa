import type { Answer, Schemas, TenantCalls } from './calls.ts';
import type { WireBinding, WireServiceAccount } from './reads.ts';

export type BindingBody = Schemas['IAMBindingController.ApiCreateBindingRequest'];
export type InvitationBody = Schemas['IAMInvitationController.ApiInvitationCreateRequest'];
export type ServiceAccountBody = Schemas['IAMServiceAccountController.ApiServiceAccountRequest'];
export type GroupBody = Schemas['IAMGroupController.ApiCreateGroupRequest'];
export type AnyServiceAccountBody = Schemas['IAMServiceAccountController.ApiCreateServiceAccountRequest'];
type ServiceAccountDetails = Schemas['IAMServiceAccountController.ApiPatchServiceAccountRequest'];
type AnyServiceAccount = Answer<'createServiceAccount'>;
type GroupMember = Answer<'addUserToGroup'>;
type WholeGroup = Answer<'getGroup'>;

/** What changes who may do what in a tenant of Kestra: a method for each operation. */
export class TenantWrites {
  readonly #calls: TenantCalls;

  constructor(calls: TenantCalls) {
    this.#calls = calls;
  }

  async createAccess(tenant: string, email: string): Promise<void> {
    await this.#calls.within('createTenantAccess', tenant, { body: { email } });
  }

  async grantAccess(tenant: string, userId: string): Promise<void> {
    await this.#calls.within('grantTenantAccess', tenant, { values: { userId } });
  }

  async deleteAccess(tenant: string, userId: string): Promise<void> {
    await this.#calls.within('deleteTenantAccess', tenant, { values: { userId } });
  }

  createGroup(tenant: string, body: GroupBody): Promise<WholeGroup> {
    return this.#calls.within('createGroup', tenant, { body });
  }

  updateGroup(tenant: string, id: string, body: Omit<GroupBody, 'membersId'>): Promise<WholeGroup> {
    return this.#calls.within('updateGroup', tenant, { values: { id }, body });
  }

  async deleteGroup(tenant: string, id: string): Promise<void> {
    await this.#calls.within('deleteGroup', tenant, { values: { id } });
  }

  addMember(tenant: string, id: string, userId: string): Promise<GroupMember> {
    return this.#calls.within('addUserToGroup', tenant, { values: { id, userId } });
  }

  removeMember(tenant: string, id: string, userId: string): Promise<GroupMember> {
    return this.#calls.within('deleteUserFromGroup', tenant, { values: { id, userId } });
  }

  setMembership(tenant: string, id: string, userId: string, membership: 'OWNER' | 'MEMBER'): Promise<GroupMember> {
    return this.#calls.within('setUserMembershipForGroup', tenant, { values: { id, userId }, query: { membership } });
  }

  createBinding(tenant: string, body: BindingBody): Promise<WireBinding> {
    return this.#calls.within('createBinding', tenant, { body });
  }

  /** Whether it makes all or nothing where one is refused is not published. */
  createBindings(tenant: string, body: readonly BindingBody[]): Promise<WireBinding[]> {
    return this.#calls.within('bulkCreateBinding', tenant, { body });
  }

  async deleteBinding(tenant: string, id: string): Promise<void> {
    await this.#calls.within('deleteBinding', tenant, { values: { id } });
  }

  /** Kestra answers without a body whether it has sent an invitation or let in a user whom it knows. */
  async createInvitation(tenant: string, body: InvitationBody): Promise<void> {
    await this.#calls.within('createInvitation', tenant, { body });
  }

  async deleteInvitation(tenant: string, id: string): Promise<void> {
    await this.#calls.within('deleteInvitation', tenant, { values: { id } });
  }

  createServiceAccount(tenant: string, body: ServiceAccountBody): Promise<WireServiceAccount> {
    return this.#calls.within('createServiceAccountForTenant', tenant, { body });
  }

  updateServiceAccount(tenant: string, id: string, body: ServiceAccountBody): Promise<WireServiceAccount> {
    return this.#calls.within('updateServiceAccount', tenant, { values: { id }, body });
  }

  /** Out of its last tenant, the account is gone. */
  async deleteServiceAccount(tenant: string, id: string): Promise<void> {
    await this.#calls.within('deleteServiceAccountForTenant', tenant, { values: { id } });
  }

  /** Of whatever tenants, as what follows, which only super admins may do. */
  createAnyServiceAccount(body: AnyServiceAccountBody): Promise<AnyServiceAccount> {
    return this.#calls.call('createServiceAccount', { body });
  }

  patchServiceAccount(id: string, body: ServiceAccountDetails): Promise<AnyServiceAccount> {
    return this.#calls.call('patchServiceAccountDetails', { values: { id }, body });
  }

  async patchServiceAccountSuperAdmin(id: string, superAdmin: boolean): Promise<void> {
    await this.#calls.call('patchServiceAccountSuperAdmin', { values: { id }, body: { superAdmin } });
  }

  async deleteAnyServiceAccount(id: string): Promise<void> {
    await this.#calls.call('deleteServiceAccount', { values: { id } });
  }
}
