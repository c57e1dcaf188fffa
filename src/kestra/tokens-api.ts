import type { SecretLostError } from '../rest/proofs.ts';
import { noted, type Proof, whole } from '../rest/settle.ts';
import type { KestraCalls } from './calls.ts';
import * as proofs from './proofs.ts';
import { checkedTenant } from './tenant.ts';
import type { components } from './wire/1.0.ts';

type Schemas = components['schemas'];
export type WireToken = Schemas['ApiToken'];
export type TokenBody = Schemas['CreateApiTokenRequest'];
/** A new token; an error stands for the token itself where the answer with it was lost. */
export type NewToken = Omit<Schemas['CreateApiTokenResponse'], 'fullToken'> & {
  readonly fullToken: string | SecretLostError;
};

/** A service account, addressed within a tenant, or across all of them, which only a super admin may. */
export interface ServiceAccountKey {
  readonly id: string;
  readonly tenant?: string;
}

/** The API tokens of users and service accounts of Kestra: a method for each operation. */
export class KestraTokensApi {
  readonly #calls: KestraCalls;

  constructor(calls: KestraCalls) {
    this.#calls = calls;
  }

  async listUserTokens(id: string, reason: string): Promise<WireToken[]> {
    return (await this.#calls.call('listApiTokens_1', { values: { id } }, reason)).results;
  }

  createUserToken(id: string, body: TokenBody): Promise<NewToken> {
    const proof = this.#newToken(body, (looks) => looks.listUserTokens(id, ''));
    return this.#calls.write('createApiTokensForUser_1', { values: { id }, body }, whole(proof));
  }

  async deleteUserToken(id: string, tokenId: string): Promise<void> {
    const proof = proofs.goneToken(() => this.#looks.listUserTokens(id, ''), tokenId);
    await this.#calls.write('deleteApiToken_1', { values: { id, tokenId } }, noted(proof));
  }

  async listServiceAccountTokens({ tenant, id }: ServiceAccountKey, reason: string): Promise<WireToken[]> {
    const { results } =
      tenant === undefined
        ? await this.#calls.call('listApiTokens', { values: { id } }, reason)
        : await this.#calls.call('listApiTokensWithTenant', { values: { tenant: checkedTenant(tenant), id } }, reason);
    return results;
  }

  createServiceAccountToken(key: ServiceAccountKey, body: TokenBody): Promise<NewToken> {
    const { tenant, id } = key;
    const fate = whole(this.#newToken(body, (looks) => looks.listServiceAccountTokens(key, '')));
    return tenant === undefined
      ? this.#calls.write('createApiTokensForUser', { values: { id }, body }, fate)
      : this.#calls.write(
          'createApiTokensForUserWithTenant',
          { values: { tenant: checkedTenant(tenant), id }, body },
          fate,
        );
  }

  async deleteServiceAccountToken(key: ServiceAccountKey, tokenId: string): Promise<void> {
    const { tenant, id } = key;
    const fate = noted(proofs.goneToken(() => this.#looks.listServiceAccountTokens(key, ''), tokenId));
    if (tenant === undefined) await this.#calls.write('deleteApiToken', { values: { id, tokenId } }, fate);
    else
      await this.#calls.write(
        'deleteApiTokenWithTenant',
        { values: { tenant: checkedTenant(tenant), id, tokenId } },
        fate,
      );
  }

  /** Reads the outcome of a write. */
  get #looks(): KestraTokensApi {
    return new KestraTokensApi(this.#calls.looking());
  }

  #newToken({ name }: TokenBody, list: (looks: KestraTokensApi) => Promise<WireToken[]>): Proof<NewToken> {
    return proofs.newTokenOf(name, (told) => list(new KestraTokensApi(this.#calls.looking(told))));
  }
}
