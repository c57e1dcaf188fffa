import fc from 'fast-check';
import { expect } from 'vitest';
import type { Facade, Fault } from './facade.ts';
import { anyLeaver, hire, offboarding, type Step } from './leavers.ts';

const writes = {
  runai: ['logout_user', 'delete_access_rule', 'delete_user_by_id'],
  kestra: [
    ...['deleteRefreshToken', 'deleteApiToken_1', 'patchUserSuperAdmin', 'deleteBinding', 'deleteUserFromGroup'],
    ...['deleteTenantAccess', 'deleteInvitation', 'deleteUser'],
  ],
} as const;

/** Refused, without effect or with one, and answers that are lost or say what is not so. */
const misfortunes: readonly Omit<Fault, 'operationId'>[] = [
  { status: 403 },
  { status: 404 },
  { status: 429 },
  { status: 500 },
  { connection: 'reset' },
];

const anyFault = (operationIds: readonly string[]) =>
  fc.option(fc.record({ operationId: fc.constantFrom(...operationIds), fault: fc.constantFrom(...misfortunes) }), {
    freq: 2,
  });

const isMade = ({ status }: Step) => ['DONE', 'ALREADY_DONE', 'FAILED', 'UNKNOWN'].includes(status);
const callsOf = (steps: readonly Step[]) => ['Run:ai', 'Kestra'].map((platform) => callsAt(platform, steps));
const callsAt = (platform: string, steps: readonly Step[]) =>
  steps.flatMap((step) => (step.platform === platform && step.call !== null ? [step.call] : []));
const letters = (email: string) => (email.length % 2 === 0 ? email.toUpperCase() : email.toLowerCase());

/**
 * For random people and faults: the dry run writes nothing, a run makes exactly the calls that were told, in their order and
 * each once; a second run with the same digest takes what is left, and nothing that was done; then nothing is left.
 */
export async function checkOffboarding(facade: Facade, numRuns: number): Promise<void> {
  let people = 0;
  const faults = fc.record({ runai: anyFault(writes.runai), kestra: anyFault(writes.kestra) });
  await fc.assert(
    fc.asyncProperty(anyLeaver, faults, async (leaver, { runai, kestra }) => {
      const email = `Leaver-${people++}@example.com`;
      await hire(email, leaver, facade);
      const dry = await offboarding(facade, { email: letters(email), dryRun: true });
      expect(dry.errors).toBeUndefined();
      expect(dry.writes).toEqual([[], []]);
      if (!leaver.onRunai && !leaver.onKestra && !leaver.isInvited && leaver.rules === 0) {
        expect(dry.result.code).toBe('NOT_FOUND');
        return;
      }
      const { plan } = dry.result;
      const told = plan.steps.filter(({ call }) => call !== null);
      expect(new Set(told.map(({ key }) => key)).size).toBe(plan.stepCallCount);
      expect(plan.planningCallCount).toBe(dry.reads.length);

      await facade.misbehave(...(runai ? [{ operationId: runai.operationId, times: 1, ...runai.fault }] : []));
      await facade.kestra.misbehave(
        ...(kestra ? [{ operationId: kestra.operationId, times: 1, ...kestra.fault }] : []),
      );
      const first = await offboarding(facade, { email, planDigest: plan.digest });
      await facade.misbehave();
      await facade.kestra.misbehave();
      const { steps } = first.result.plan;
      expect(steps.map(({ key }) => key)).toEqual(plan.steps.map(({ key }) => key));
      expect(first.writes).toEqual(callsOf(steps.filter(isMade)));
      for (const ofOne of Map.groupBy(steps, ({ platform }) => platform).values()) {
        const unknown = ofOne.findIndex(({ status }) => status === 'UNKNOWN');
        for (const [index, { status, call }] of ofOne.entries())
          if (call !== null) expect(status === 'NOT_RUN').toBe(unknown !== -1 && index > unknown);
      }

      const second = await offboarding(facade, { email, planDigest: plan.digest });
      expect(second.result).toMatchObject({ __typename: 'OffboardPersonPayload', isComplete: true });
      const left = second.result.plan.steps;
      expect(second.writes).toEqual(callsOf(left));
      const done = steps.filter(({ status, action }) => status === 'DONE' && action !== 'END_SESSIONS');
      const keysLeft = new Set(left.filter(({ call }) => call !== null).map(({ key }) => key));
      expect(done.filter(({ key }) => keysLeft.has(key))).toEqual([]);
      expect(second.result.plan.previouslyDoneCount + keysLeft.size).toBe(told.length);

      const last = await offboarding(facade, { email, dryRun: true });
      expect(last.result.code).toBe('NOT_FOUND');
    }),
    { numRuns },
  );
}
