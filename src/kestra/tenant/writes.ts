import { BadResponseError } from '../../errors.ts';
import { dropped, noted, whole } from '../../rest/settle.ts';
import type { Answer, Schemas, TenantCalls } from './calls.ts';
import { allGiven, type GivenRoles, holdingsIn, outcomeOfEach } from './given-roles.ts';
import * as proofs from './proofs.ts';
import type { TenantReads, WireBinding, WireServiceAccount } from './reads.ts';

export type BindingBody = Schemas['IAMBindingController.ApiCreateBindingRequest'];
export type InvitationBody = Schemas['IAMInvitationController.ApiInvitationCreateRequest'];
export type ServiceAccountBody = Schemas['IAMServiceAccountController.ApiServiceAccountRequest'];
export type GroupBody = Schemas['IAMGroupController.ApiCreateGroupRequest'];
export type AnyServiceAccountBody = Schemas['IAMServiceAccountController.ApiCreateServiceAccountRequest'];
type ServiceAccountDetails = Schemas['IAMServiceAccountController.ApiPatchServiceAccountRequest'];
type AnyServiceAccount = Answer<'createServiceAccount'>;
type GroupMember = Answer<'addUserToGroup'>;
export type WholeGroup = Answer<'getGroup'>;

/** A service account whose id is known. */
type KnownServiceAccount = WireServiceAccount & { readonly id: string };

/** What changes who may do what in a tenant of Kestra: a method for each operation. */
export class TenantWrites {
  readonly #calls: TenantCalls;
  readonly #reads: (calls: TenantCalls) => TenantReads;

  /** @param reads what reads by calls, to find out the outcome of a write */
  constructor(calls: TenantCalls, reads: (calls: TenantCalls) => TenantReads) {
    this.#calls = calls;
    this.#reads = reads;
  }

  #in(tenant: string) {
    return { looks: this.#looks, tenant };
  }

  /** Reads the outcome of a write. */
  get #looks(): TenantReads {
    return this.#reads(this.#calls.looking());
  }

  async createAccess(tenant: string, email: string): Promise<void> {
    await this.#calls.write(
      'createTenantAccess',
      tenant,
      { body: { email } },
      noted(proofs.created(this.#in(tenant), email)),
    );
  }

  async grantAccess(tenant: string, userId: string): Promise<void> {
    await this.#calls.write(
      'grantTenantAccess',
      tenant,
      { values: { userId } },
      noted(proofs.granted(this.#in(tenant), userId)),
    );
  }

  async deleteAccess(tenant: string, userId: string): Promise<void> {
    await this.#calls.write(
      'deleteTenantAccess',
      tenant,
      { values: { userId } },
      dropped(proofs.goneAccess(this.#in(tenant), userId)),
    );
  }

  createGroup(tenant: string, body: GroupBody): Promise<WholeGroup> {
    return this.#calls.write('createGroup', tenant, { body }, whole(proofs.newGroup(this.#in(tenant), body)));
  }

  updateGroup(tenant: string, id: string, body: Omit<GroupBody, 'membersId'>): Promise<WholeGroup> {
    return this.#calls.write(
      'updateGroup',
      tenant,
      { values: { id }, body },
      whole(proofs.changedGroup(this.#in(tenant), id, body)),
    );
  }

  async deleteGroup(tenant: string, id: string): Promise<void> {
    await this.#calls.write('deleteGroup', tenant, { values: { id } }, dropped(proofs.goneGroup(this.#in(tenant), id)));
  }

  addMember(tenant: string, id: string, userId: string): Promise<GroupMember> {
    return this.#calls.write(
      'addUserToGroup',
      tenant,
      { values: { id, userId } },
      whole(proofs.membership(this.#in(tenant), id, userId, true)),
    );
  }

  removeMember(tenant: string, id: string, userId: string): Promise<GroupMember> {
    return this.#calls.write(
      'deleteUserFromGroup',
      tenant,
      { values: { id, userId } },
      whole(proofs.membership(this.#in(tenant), id, userId, false)),
    );
  }

  setMembership(tenant: string, id: string, userId: string, membership: 'OWNER' | 'MEMBER'): Promise<GroupMember> {
    return this.#calls.write(
      'setUserMembershipForGroup',
      tenant,
      { values: { id, userId }, query: { membership } },
      whole(proofs.membershipIs(this.#in(tenant), id, userId, membership)),
    );
  }

  createBinding(tenant: string, body: BindingBody): Promise<WireBinding> {
    return this.#calls.write('createBinding', tenant, { body }, whole(proofs.bound(this.#in(tenant), body)));
  }

  /** Gives several roles by one call, and tells of each what came of it. */
  createBindings(tenant: string, body: readonly BindingBody[]): Promise<GivenRoles> {
    const heldBy = holdingsIn(tenant, this.#looks);
    const sent = this.#calls.write('bulkCreateBinding', tenant, { body }, whole(allGiven(body, heldBy)));
    return outcomeOfEach(body, sent, heldBy);
  }

  async deleteBinding(tenant: string, id: string): Promise<void> {
    await this.#calls.write(
      'deleteBinding',
      tenant,
      { values: { id } },
      dropped(proofs.goneBinding(this.#in(tenant), id)),
    );
  }

  /** Kestra answers without a body whether it has sent an invitation or let in a user whom it knows. */
  async createInvitation(tenant: string, body: InvitationBody): Promise<void> {
    await this.#calls.write(
      'createInvitation',
      tenant,
      { body },
      noted(proofs.invited(this.#reads, this.#calls, tenant, body.email)),
    );
  }

  async deleteInvitation(tenant: string, id: string): Promise<void> {
    await this.#calls.write(
      'deleteInvitation',
      tenant,
      { values: { id } },
      dropped(proofs.goneInvitation(this.#in(tenant), id)),
    );
  }

  createServiceAccount(tenant: string, body: ServiceAccountBody): Promise<KnownServiceAccount> {
    return this.#calls.write('createServiceAccountForTenant', tenant, { body }, { accept: withId });
  }

  updateServiceAccount(tenant: string, id: string, body: ServiceAccountBody): Promise<WireServiceAccount> {
    return this.#calls.write(
      'updateServiceAccount',
      tenant,
      { values: { id }, body },
      whole(proofs.changedServiceAccount(this.#in(tenant), id, body)),
    );
  }

  /** Out of its last tenant, the account is gone. */
  async deleteServiceAccount(tenant: string, id: string): Promise<void> {
    await this.#calls.write(
      'deleteServiceAccountForTenant',
      tenant,
      { values: { id } },
      dropped(proofs.goneServiceAccount(this.#in(tenant), id)),
    );
  }

  /** In any tenants, as for the following methods, which only super admins may call. */
  createAnyServiceAccount(body: AnyServiceAccountBody): Promise<AnyServiceAccount & { readonly id: string }> {
    return this.#calls.writeAny('createServiceAccount', { body }, { accept: withId });
  }

  patchServiceAccount(id: string, body: ServiceAccountDetails): Promise<AnyServiceAccount> {
    const proof = proofs.changedAnyAccount(this.#looks, id, body);
    return this.#calls.writeAny('patchServiceAccountDetails', { values: { id }, body }, whole(proof));
  }

  async patchServiceAccountSuperAdmin(id: string, superAdmin: boolean): Promise<void> {
    const fate = noted(proofs.changedAnyAccount(this.#looks, id, { superAdmin }));
    await this.#calls.writeAny('patchServiceAccountSuperAdmin', { values: { id }, body: { superAdmin } }, fate);
  }

  async deleteAnyServiceAccount(id: string): Promise<void> {
    const proof = proofs.goneAnyAccount(this.#looks, id);
    await this.#calls.writeAny('deleteServiceAccount', { values: { id } }, dropped(proof));
  }
}

/** What was created. @throws {BadResponseError} without its id */
function withId<Account extends { readonly id?: string }>(created: Account): Account & { readonly id: string } {
  const { id } = created;
  if (id === undefined) throw new BadResponseError('Kestra created an account but did not return its id.');
  return { ...created, id };
}
