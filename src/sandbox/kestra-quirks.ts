import { type Operation, Refusal } from './platform.ts';
import type { Quirk } from './quirks.ts';

/** Changes answers of Kestra as quirks say that do not concern the data. */
export function withKestraQuirks(
  operations: Readonly<Record<string, Operation>>,
  quirks: ReadonlySet<Quirk>,
): Readonly<Record<string, Operation>> {
  const changed: Record<string, Operation> = { ...operations };
  const { createUser, impersonate, updateUser, patchUser } = operations;
  if (quirks.has('kestra-creates-silently') && createUser) {
    changed.createUser = (call) => ({ ...createUser(call), body: undefined });
  }
  if (quirks.has('kestra-impersonates-with-200') && impersonate) {
    changed.impersonate = (call) => impersonate({ ...call, wantedStatus: 200 });
  }
  if (quirks.has('kestra-taken-422')) {
    for (const [name, operation] of Object.entries({ createUser, updateUser, patchUser }))
      if (operation) changed[name] = takenIsInvalid(changed[name] ?? operation);
  }
  return changed;
}

/** Refuses as invalid what others refuse as a conflict. */
const takenIsInvalid =
  (operation: Operation): Operation =>
  (call) => {
    try {
      return operation(call);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
      throw new Refusal(422, 'Invalid entity', [{ at: 'body.email', missing: false, message: 'is taken' }]);
    }
  };
