import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A folder that programs may write to which give up their rights. */
export function sharedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'users-graph-'));
  chmodSync(folder, 0o777);
  return folder;
}

/** Starts a program that listens at a port, and waits until it does. */
export async function startProgram(command: string, parameters: readonly string[], port: number) {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const failed = once(child, 'close').then(([code]) => Promise.reject(new Error(`${command}: ${code} ${printed}`)));
  failed.catch(() => undefined);
  while (!(await Promise.race([answers(port), failed]))) await setTimeout(50);
  return {
    signal: (name: NodeJS.Signals) => child.kill(name),
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Paths of what a company has that is its own certificate authority. */
export interface Authority {
  readonly ca: string;
  readonly serverCert: string;
  readonly serverKey: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** Makes an authority, and what it signs: a server of these names, and a client. */
export function createAuthority(folder: string, names: readonly string[]): Authority {
  const path = (name: string) => join(folder, name);
  const openssl = (...parameters: string[]) => execFileSync('openssl', parameters, { stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...curve, '-keyout', path('ca.key'), '-out', path('ca.pem'), '-subj', '/CN=Company CA');
  const sign = (name: string, subject: string, extension: string) => {
    const [key, request, cert] = ['key', 'csr', 'pem'].map((ending) => path(`${name}.${ending}`)) as [
      string,
      string,
      string,
    ];
    writeFileSync(path(`${name}.cnf`), extension);
    openssl('req', ...curve, '-keyout', key, '-out', request, '-subj', `/CN=${subject}`);
    const by = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-days', '2'];
    openssl('x509', '-req', '-in', request, ...by, '-extfile', path(`${name}.cnf`), '-out', cert);
    return { cert, key };
  };
  const server = sign('server', names[0] ?? '', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`);
  const client = sign('client', 'users-graph', 'extendedKeyUsage=clientAuth');
  return {
    ca: path('ca.pem'),
    serverCert: server.cert,
    serverKey: server.key,
    clientCert: client.cert,
    clientKey: client.key,
  };
}
