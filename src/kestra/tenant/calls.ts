import type { Arguments } from '../../rest/client.ts';
import { operationIn } from '../../rest/dialect.ts';
import { requestLine } from '../../rest/path.ts';
import type { Fate, Shown } from '../../rest/settle.ts';
import { callNewer, looking, newer, type Speaker, type Success, sendWrite, whileNewer } from '../newer.ts';
import { checkedTenant } from '../tenant.ts';
import { knowsNoRights } from '../versions.ts';
import type { components, operations } from '../wire/2.0.ts';
import { type Condition, confirmNarrowed, type Narrowed } from './conditions.ts';

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

  /** A call in words. @throws {UnsupportedError} if the version's contract does not have it */
  requestLine(id: keyof operations, values: Readonly<Record<string, string>>): string {
    return requestLine(newer(this.#speaker, id, knowsNoRights), values);
  }

  /** Calls that confirm an answer, and count against no budget. */
  get confirming(): TenantCalls {
    const { session, witness } = this.#speaker;
    return new TenantCalls({ ...this.#speaker, session: witness?.session ?? session });
  }

  /** As `confirmNarrowed`, for the version of the request. */
  confirmNarrowed<Row>(condition: Condition<Row>, narrowed: Narrowed<Row>): Promise<void> {
    return confirmNarrowed(this.#speaker, condition, narrowed);
  }

  /**
   * Calls an operation below `/api/v1/{tenant}`.
   * @throws {UnsupportedError} if the version's contract does not have it
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

  /** Calls an operation with any path. @throws {UnsupportedError} if the version's contract does not have it */
  call<Id extends keyof operations>(
    id: Id,
    args: Arguments = {},
    reason = 'A mutation requested it.',
  ): Promise<Answer<Id>> {
    return callNewer(this.#speaker, id, args, reason, knowsNoRights);
  }

  /**
   * Calls an operation below `/api/v1/{tenant}` that changes something.
   * @param fate how it ends
   * @throws as `within`
   */
  write<Id extends keyof operations, Result>(
    id: Id,
    tenant: string,
    { values, ...args }: Arguments,
    fate: Fate<Result, Answer<Id>>,
  ): Promise<Result> {
    return this.writeAny(id, { ...args, values: { ...values, tenant: checkedTenant(tenant) } }, fate);
  }

  /** The same for an operation with any path. @throws {UnsupportedError} if the version's contract does not have it */
  async writeAny<Id extends keyof operations, Result>(
    id: Id,
    args: Arguments,
    fate: Fate<Result, Answer<Id>>,
  ): Promise<Result> {
    const accept = (answer: unknown) => fate.accept(answer as Answer<Id>);
    const operation = newer(this.#speaker, id, knowsNoRights);
    return whileNewer(this.#speaker, operation, sendWrite(this.#speaker, operation, args, { ...fate, accept }));
  }

  /** The same for reads that find out the outcome of a write. @param told gets the time of each answer */
  looking(told?: (at: Shown<unknown>['at']) => void): TenantCalls {
    return new TenantCalls(looking(this.#speaker, told));
  }
}
