import { setTimeout } from 'node:timers/promises';

const turns = 20;

/**
 * Waits for so long, in many turns of the event loop: what was sent before between the servers and clients of this process
 * has then arrived, however busy the machine is.
 */
export async function settling(ms = turns): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setTimeout(ms / turns);
}
