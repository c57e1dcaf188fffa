import { ApiError, BadResponseError } from '../../errors.ts';
import { intact } from '../../rest/contract-breaches.ts';
import type { Proof } from '../../rest/settle.ts';
import { afterWrite, outcomeOf } from '../../rest/writes.ts';
import { page } from './proofs.ts';
import type { TenantReads, WireBinding } from './reads.ts';
import type { BindingBody } from './writes.ts';

/** What each of several roles came to, in their order: settled, because a rejected promise fails only its own item. */
export type GivenRoles = readonly { readonly item: BindingBody; readonly result: Promise<WireBinding> }[];

/** What tells roles apart that are given together. */
export const keyOfRole = ({ type, externalId, roleId, namespaceId = null }: BindingBody): string =>
  JSON.stringify([type, externalId, roleId, namespaceId]);

/**
 * Tells of each of several roles, which one call gives, what came of it. Kestra does not document whether it makes all or
 * nothing where it refuses one: where the call is refused, or its answer is lost, those are given that the holders have then.
 * @param sent the call
 * @param heldBy the bindings of a holder
 */
export async function outcomeOfEach(
  bodies: readonly BindingBody[],
  sent: Promise<readonly WireBinding[]>,
  heldBy: HeldBy,
): Promise<GivenRoles> {
  const { made, error } = await sent.then(
    (all) => ({ made: all, error: undefined }),
    (reason: unknown) => ({ made: [], error: asApiError(reason) }),
  );
  const outcome = async (body: BindingBody): Promise<WireBinding> => {
    const found = made.find((binding) => isFor(body, binding));
    if (found) return found;
    if (!error) throw afterWrite(new BadResponseError('Kestra does not say whether it gave this role.'));
    if (!mayHaveGiven(error, bodies.length)) throw error;
    const held = await heldBy(body).catch((failure: unknown) => nothingOf(failure));
    const has = roleIn(held, body);
    if (has) return has;
    if (outcomeOf(error) === 'UNKNOWN' || held.results.length >= held.total) throw error;
    throw afterWrite(new BadResponseError('Kestra refused to give one of the roles.', { cause: error }));
  };
  const outcomes = bodies.map((item) => ({ item, result: outcome(item) }));
  await Promise.allSettled(outcomes.map(({ result }) => result));
  return outcomes;
}

/** A page of the bindings of a holder, and how many there are. */
interface Held {
  readonly results: readonly WireBinding[];
  readonly total: number;
}
type HeldBy = (holder: Pick<BindingBody, 'type' | 'externalId'>) => Promise<Held>;

/** The bindings of holders in a tenant, each of whom is asked about once. */
export function holdingsIn(tenant: string, looks: TenantReads): HeldBy {
  const holders = new Map<string, Promise<Held>>();
  return ({ type, externalId: holderId }) => {
    const key = JSON.stringify([type, holderId]);
    const reading = holders.get(key) ?? looks.bindings(tenant, { type, holderId }, page);
    holders.set(key, reading);
    return reading;
  };
}

/** The proof that roles were given: the holders have all of them. */
export const allGiven =
  (bodies: readonly BindingBody[], heldBy: HeldBy): Proof<WireBinding[]> =>
  async () => {
    const found = await Promise.all(bodies.map(async (body) => roleIn(await heldBy(body), body)));
    const given = found.filter((binding) => binding !== undefined);
    return given.length === bodies.length ? { is: 'DONE', result: given } : { is: 'UNKNOWN' };
  };

/** The role among those of its holder; undefined if the holder is not shown to have it. */
function roleIn({ results }: Held, body: BindingBody): WireBinding | undefined {
  return results.map((binding) => ({ ...holderOf(body), ...binding })).find((binding) => isFor(body, binding));
}

/** Refusals that may be about one of the roles alone: they are no fit, not there, or there already. */
const ofOneRole = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT'];

/** Whether some of the roles may have been given by a call that failed. One role alone that Kestra refused was not. */
function mayHaveGiven(error: ApiError, count: number): boolean {
  if (outcomeOf(error) === 'UNKNOWN') return true;
  return count > 1 && ofOneRole.includes(error.code);
}

/** A binding need not say whose it is where the bindings of one holder were asked for. */
const holderOf = ({ type, externalId: id }: BindingBody) => (type === 'GROUP' ? { group: { id } } : { user: { id } });

function isFor({ type, externalId, roleId, namespaceId }: BindingBody, binding: WireBinding): boolean {
  const { role, namespace, user, group } = binding;
  const holder = intact(type === 'GROUP' ? group : user);
  return (
    holder?.id === externalId && intact(role)?.id === roleId && (intact(namespace) ?? null) === (namespaceId ?? null)
  );
}

/** What is known of a holder whose bindings cannot be read: nothing. */
function nothingOf(failure: unknown): Held {
  asApiError(failure);
  return { results: [], total: Number.POSITIVE_INFINITY };
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}
