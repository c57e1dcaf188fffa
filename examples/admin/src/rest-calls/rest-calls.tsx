import { createContext, useContext, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'react-router';
import { Breakable } from '../parts/breakable.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { LoggedRequest, PlannedCalls, RequestLog } from './request-log.ts';
import './rest-calls.css';

/** The requests of the session. */
export const Requests = createContext<RequestLog | null>(null);

const sum = (plan: readonly PlannedCalls[]) => plan.reduce((made, { calls }) => made + calls, 0);
const counted = (calls: number) => (calls === 1 ? '1 REST call' : `${calls} REST calls`);

/** A button with the number of REST calls that the page cost, which opens the list of them. */
export function RestCalls() {
  const log = useContext(Requests);
  return log && <CallsOfPage log={log} />;
}

function CallsOfPage({ log }: { log: RequestLog }) {
  const all = useSyncExternalStore(log.subscribe, log.requests);
  const { key } = useLocation();
  const [open, setOpen] = useState(false);
  const requests = all.filter(({ page }) => page === key);
  const made = counted(requests.reduce((made, { plan = [] }) => made + sum(plan), 0));
  return (
    <>
      <button type="button" className="quiet" onClick={() => setOpen(true)}>
        {made}
      </button>
      {open && (
        <Dialog title={`${made} for this page`} wide onClose={() => setOpen(false)}>
          {requests.length === 0 && <p>Everything on this page was cached: no request was made.</p>}
          {requests.map((request) => (
            <Request key={request.id} {...request} />
          ))}
          <div className="actions">
            <button type="button" onClick={() => setOpen(false)}>
              Close
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** One GraphQL request, and the REST calls that the graph made for it. */
function Request({ operation, plan }: LoggedRequest) {
  const lastMs = Math.max(1, ...(plan ?? []).flatMap(({ timings = [] }) => timings.map(({ endMs }) => endMs)));
  return (
    <section>
      <h3>
        {operation} <span className="muted">{plan ? counted(sum(plan)) : 'no answer that tells'}</span>
      </h3>
      {plan && plan.length > 0 && (
        <table className="rest-calls">
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col">Calls</th>
              <th scope="col">Rows</th>
              <th scope="col">0 to {Math.ceil(lastMs)} ms</th>
            </tr>
          </thead>
          <tbody>
            {plan.map((calls) => (
              <tr key={calls.method + calls.path + calls.reason}>
                <th scope="row">
                  <code>
                    {calls.method} <Breakable>{calls.path}</Breakable>
                  </code>
                  <span className="hint">{calls.reason}</span>
                </th>
                <td>{countsOf(calls)}</td>
                <td>{calls.rows}</td>
                <td>
                  <Bars timings={calls.timings ?? []} lastMs={lastMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The calls that were made, and those that were spared. */
function countsOf({ calls, shared, cached = 0 }: PlannedCalls): string {
  const spared = Object.entries({ shared, cached }).filter(([, count]) => count > 0);
  return [`${calls}`, ...spared.map(([how, count]) => `${count} ${how}`)].join(' + ');
}

/** Each call from its beginning to its end. */
function Bars({ timings, lastMs }: { timings: NonNullable<PlannedCalls['timings']>; lastMs: number }) {
  const first = Math.min(...timings.map(({ startMs }) => startMs));
  const last = Math.max(...timings.map(({ endMs }) => endMs));
  const label = timings.length > 0 ? `From ${Math.round(first)} to ${Math.round(last)} ms` : 'Not timed';
  const share = (ms: number) => `${(100 * ms) / lastMs}%`;
  return (
    <div className="bars" role="img" aria-label={label} title={label}>
      {timings.map(({ startMs, endMs }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two calls may have the same times.
        <span key={place} style={{ left: share(startMs), width: share(endMs - startMs) }} />
      ))}
    </div>
  );
}
