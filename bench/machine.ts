import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { cores } from './cores.ts';
import { servers } from './servers.ts';

/** On what figures were taken, with which versions, and how busy others kept it. */
export function describeMachine() {
  const packages = Object.values(servers).flatMap(({ package: name }) => (name ? [versionOf(name)] : []));
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    pinned: cores ? 'server on one core, upstream and load on another' : 'not pinned',
    versions: Object.fromEntries(packages),
    /** Of the minute before: what others were doing. */
    loadAverage: Number(loadavg()[0]?.toFixed(1)),
  };
}
export type Machine = ReturnType<typeof describeMachine>;

function versionOf(name: string): [name: string, version: string] {
  try {
    const manifest = readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8');
    return [name, (JSON.parse(manifest) as { version: string }).version];
  } catch {
    // It is for some systems only.
    return [name, 'not installed'];
  }
}
