import type { CallLog } from './call-log.ts';
import type { Faults } from './faults.ts';

/** Where the control endpoints are: beside the platform's own paths, and never in the call log. */
export const controlPrefix = '/__sandbox/';

/** An answer of a control endpoint. */
export interface ControlReply {
  readonly status: number;
  readonly body?: unknown;
}

/** Reads and empties the call log, sets and lifts faults. Asks for no credential. */
export function control(method: string, path: string, body: string, log: CallLog, faults: Faults): ControlReply {
  switch (`${method} ${path.slice(controlPrefix.length)}`) {
    case 'GET calls':
      return { status: 200, body: log.calls() };
    case 'DELETE calls':
      log.clear();
      return { status: 204 };
    case 'PUT faults': {
      const complaint = faults.set(parsed(body));
      return complaint === undefined ? { status: 204 } : { status: 400, body: { message: complaint } };
    }
    case 'DELETE faults':
      faults.set([]);
      return { status: 204 };
    default:
      return { status: 404, body: { message: `the sandbox has calls and faults, not ${method} ${path}` } };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
