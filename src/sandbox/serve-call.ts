import type { Identity } from './auth.ts';
import type { Match, RawRequest, Route } from './contract.ts';
import type { Fault } from './faults.ts';
import { type Platform, Refusal, type Reply } from './platform.ts';

/**
 * Answers one call: first the fault that forbids it, then credentials, path, permission, contract and last the
 * operation itself. A call without a known credential learns nothing, not even that its path is unknown.
 */
export function serveCall(
  platform: Platform,
  request: RawRequest,
  match: Match,
  identity: Identity,
  fault: Fault | undefined,
): Reply {
  try {
    if (fault?.status !== undefined && fault.status >= 400)
      throw new Refusal(fault.status, 'the sandbox was told to fail');
    const reply = perform(platform, request, match, identity, fault?.status);
    return fault?.status === undefined ? reply : { ...reply, status: fault.status };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal error');
    if (refusal !== error) console.error(error);
    return { status: refusal.status, body: platform.errorBody(refusal, request.path) };
  }
}

function perform(
  platform: Platform,
  request: RawRequest,
  match: Match,
  caller: Identity,
  wantedStatus: number | undefined,
): Reply {
  const { contract, operations, openOperations = {}, isRead, mayCall, statusOf } = platform;
  const checked = (route: Route) => {
    const { problems, params, query, body } = contract.check(route, request);
    if (problems.length > 0) throw new Refusal(statusOf(route.operationId, problems), 'request is not valid', problems);
    return { params, query, body, wantedStatus };
  };
  const open = typeof match === 'string' ? undefined : openOperations[match.operationId];
  if (open && typeof match !== 'string') return open(checked(match));
  if (caller === 'none' || caller === 'other') throw new Refusal(401, 'token is not valid');
  if (match === 'unknown-path') throw new Refusal(404, 'no such path');
  if (match === 'wrong-method') throw new Refusal(405, `${request.method} is not possible here`);
  const { operationId } = match;
  if (caller.kind === 'viewer' && !isRead(request.method, operationId)) throw new Refusal(403, 'permission denied');
  if (mayCall?.(caller, request.method, request.path) === false) throw new Refusal(403, 'permission denied');
  const call = { caller, ...checked(match) };
  const operation = operations[operationId];
  if (!operation) throw new Refusal(501, `the sandbox does not have the operation ${operationId}`);
  return operation(call);
}
