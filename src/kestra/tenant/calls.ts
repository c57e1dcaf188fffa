import type { Arguments } from '../../rest/client.ts';
import { operationIn, whyUnable } from '../../rest/dialect.ts';
import { requestLine } from '../../rest/path.ts';
import { callNewer, type Speaker, type Success } from '../newer.ts';
import { checkedTenant } from '../tenant.ts';
import { knowsNoRights, titleAndSetting } from '../versions.ts';
import type { components, operations } from '../wire/2.0.ts';

export type Schemas = components['schemas'];
/** What an operation answers with success. 1.3 requires less of it, and names the resource of a permission otherwise. */
export type Answer<Id extends keyof operations> = Success<Id>;

/** Calls operations that came with 1.3, under the credentials of one request. */
export class TenantCalls {
  readonly #speaker: Speaker;

  constructor(speaker: Speaker) {
    this.#speaker = speaker;
  }

  /** Whether the version's contract has the operation. */
  has(id: keyof operations): boolean {
    return operationIn(this.#speaker.dialect, id) !== undefined;
  }

  /** A call in words. @throws {UnsupportedError} where the version's contract does not have it */
  requestLine(id: keyof operations, values: Readonly<Record<string, string>>): string {
    const operation = operationIn(this.#speaker.dialect, id);
    if (!operation) throw whyUnable(this.#speaker.dialect, titleAndSetting, knowsNoRights());
    return requestLine(operation, values);
  }

  /**
   * Calls an operation below `/api/v1/{tenant}`.
   * @throws {UnsupportedError} where the version's contract does not have it
   * @throws {InvalidInputError} for what is not the id of a tenant
   */
  within<Id extends keyof operations>(
    id: Id,
    tenant: string,
    { values, ...args }: Arguments = {},
    reason?: string,
  ): Promise<Answer<Id>> {
    return this.call(id, { ...args, values: { ...values, tenant: checkedTenant(tenant) } }, reason);
  }

  /** Calls an operation of whatever path. @throws {UnsupportedError} where the version's contract does not have it */
  call<Id extends keyof operations>(
    id: Id,
    args: Arguments = {},
    reason = 'A mutation asked for it.',
  ): Promise<Answer<Id>> {
    return callNewer(this.#speaker, id, args, reason, knowsNoRights);
  }
}
