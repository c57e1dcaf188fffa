import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/**
 * Loaded into the facade before its own modules (`--import`). A signal begins a CPU profile, the next one ends it and writes
 * it to the file that `PROFILE_TO` names.
 */
const target = process.env.PROFILE_TO ?? '';
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 250 });
let isOn = false;
process.on('SIGUSR2', async () => {
  isOn = !isOn;
  if (isOn) return session.post('Profiler.start');
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(`${target}.part`, JSON.stringify(profile));
  // It is there as soon as it is whole.
  renameSync(`${target}.part`, target);
});
