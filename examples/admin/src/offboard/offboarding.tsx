import { useEffect, useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { focusHeading } from '../parts/heading.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { useRights } from '../rights.ts';
import { Steps } from './steps.tsx';
import { named, Unread, unreadOf } from './unread.tsx';
import { type OffboardingState, useOffboarding } from './use-offboarding.ts';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The plan by which a person leaves; asks before it is run, and then tells what became of each step. */
export function Offboarding({ email }: { email: string }) {
  const state = useOffboarding(email);
  const { phase, plan, problem } = state;
  const [asking, setAsking] = useState(false);
  const may = useRights().users;
  // The button that was pressed goes.
  useEffect(() => {
    if (phase === 'running') focusHeading();
  }, [phase]);
  const left = plan?.steps.filter(
    ({ status }) => status !== 'DONE' && status !== 'ALREADY_DONE' && status !== 'UNSUPPORTED',
  );
  const isBusy = phase === 'planning' || phase === 'running';
  const canRun = !isBusy && !!left?.length;
  const unread = unreadOf(plan);
  const strangers = plan?.accounts.filter(({ username, isCallerKnown }) => username && !isCallerKnown) ?? [];

  return (
    <>
      <p role="status">{statusOf(state, left?.length ?? 0)}</p>
      {phase === 'running' && <progress aria-label="The steps are taken" />}
      {problem && !isBusy && (
        <Trouble what={whatFailed(state)} problem={problem} {...(plan ? {} : { onRetry: state.makePlan })} />
      )}
      {plan && !isBusy && <Unread plan={plan} onRetry={state.makePlan} />}
      {strangers.length > 0 && phase === 'planned' && (
        <p className="muted">
          {named(strangers)} cannot tell who you are: make sure that this is not your own account.
        </p>
      )}
      {!!plan?.steps.length && <Steps steps={plan.steps} />}
      <div className="actions">
        {canRun && may.delete && (
          <button type="button" className="danger filled" onClick={() => setAsking(true)}>
            {phase === 'ran' ? 'Take the remaining steps' : 'Offboard'}
          </button>
        )}
        {canRun && !may.delete && <span className="muted">You may see the plan, but not carry it out.</span>}
      </div>
      {asking && (
        <Dialog title={`Take ${counted(left?.length ?? 0, 'step')}?`} onClose={() => setAsking(false)}>
          <p>What is removed from {email} cannot be restored here. Accounts are deleted for good.</p>
          {unread.length > 0 && <p>The person keeps what there is on {named(unread)}.</p>}
          <div className="actions">
            <button type="button" onClick={() => setAsking(false)}>
              Cancel
            </button>
            <button
              type="button"
              className="danger filled"
              onClick={() => {
                setAsking(false);
                state.run();
              }}
            >
              Offboard
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function statusOf({ phase, plan, isComplete, problem }: OffboardingState, left: number): string {
  if (phase === 'planning') return 'Making the plan. Nothing changes yet.';
  if (phase === 'running') return `Taking ${counted(left, 'step')}. This page will show the result of each.`;
  if (!plan) return '';
  const read = named(plan.accounts.filter(({ error }) => !error));
  const isPartial = unreadOf(plan).length > 0;
  if (phase === 'planned') {
    if (left === 0) return `Nothing to remove on ${read}.`;
    const calls = counted(plan.stepCallCount, 'REST call');
    return `${counted(left, 'step')} in this order, by ${calls}. Nothing is changed before you confirm.`;
  }
  if (isPartial && left === 0) return `Done on ${read}: nothing is left to remove there.`;
  if (isComplete) return 'Done: nothing is left to remove.';
  return problem ? '' : `${counted(left, 'step')} not done. The same plan takes those that are left.`;
}

function whatFailed({ phase, plan }: OffboardingState): string {
  if (phase === 'planned')
    return plan ? 'The plan has changed, and nothing was done. This is the new one.' : 'There is no plan.';
  return 'It is not known which steps were taken. Run the plan again: it takes those that are left.';
}
