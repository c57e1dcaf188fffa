import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { graphOver } from '../support/facade.ts';
import { freePort } from '../support/free-port.ts';
import { createAuthority, sharedFolder, startProgram } from './programs.ts';

const example = readFileSync(new URL('../../deploy/nginx/users-graph.conf', import.meta.url), 'utf8');

/** nginx as its example in `deploy` has it, and before Run:ai, where it asks for a client certificate. */
const nginxConfig = (folder: string, published: string, platform: string) => `
${userInfo().uid === 0 ? 'user root;' : ''}
daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  ${published}
  ${platform}
}`;

const squidConfig = (folder: string, port: number) => `
http_port 127.0.0.1:${port}
hosts_file ${folder}/hosts
acl forbidden dstdomain forbidden.company.example
http_access deny forbidden
http_access allow all
cache deny all
access_log stdio:${folder}/squid-access.log
cache_log ${folder}/squid-cache.log
pid_filename ${folder}/squid.pid
coredump_dir ${folder}
shutdown_lifetime 0 seconds`;

/**
 * A company's network: browsers reach the facade by nginx, and the facade reaches Run:ai by squid and by TLS with the company's
 * own authority. All of it is real, and on this machine.
 */
export async function startCompany() {
  const folder = sharedFolder();
  const [edge, platform, proxy, facadePort] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const authority = createAuthority(folder, ['company.example', 'runai.company.example']);
  writeFileSync(join(folder, 'hosts'), '127.0.0.1 runai.company.example forbidden.company.example\n');
  const env = {
    RUNAI_URL: `https://runai.company.example:${platform}`,
    RUNAI_CA: authority.ca,
    RUNAI_CLIENT_CERT: authority.clientCert,
    RUNAI_CLIENT_KEY: authority.clientKey,
    HTTPS_PROXY: `http://127.0.0.1:${proxy}`,
  };
  const facade = await graphOver(
    { users: 30 },
    { ...env, PORT: String(facadePort), BASE_PATH: '/people', TRUSTED_PROXIES: 'loopback' },
  );
  const tls = `ssl_certificate ${authority.serverCert};\n  ssl_certificate_key ${authority.serverKey};`;
  const published = example
    .replace('127.0.0.1:4000', `127.0.0.1:${facadePort}`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${edge} ssl`)
    .replace(/ssl_certificate [\s\S]*?key;/, tls);
  const mutual = `
  server {
    listen 127.0.0.1:${platform} ssl;
    ${tls}
    ssl_client_certificate ${authority.ca};
    ssl_verify_client on;
    location / { proxy_pass ${facade.sandboxUrl}; }
  }`;
  writeFileSync(join(folder, 'nginx.conf'), nginxConfig(folder, published, mutual));
  writeFileSync(join(folder, 'squid.conf'), squidConfig(folder, proxy));
  const programs = await Promise.all([
    startProgram('/usr/sbin/nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], edge),
    startProgram('/usr/sbin/squid', ['-N', '-f', join(folder, 'squid.conf')], proxy),
  ]);
  // The browser's own resolver, and its own trust in the company.
  const browser = new Agent({
    connect: {
      ca: readFileSync(authority.ca),
      lookup: (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
    },
  });
  return {
    facade,
    env,
    /** Where the facade is published. */
    url: `https://company.example:${edge}/people`,
    /** A client's connections. */
    browser,
    /** What squid has seen: `CONNECT runai.company.example:443`. */
    proxied: () => readFileSync(join(folder, 'squid-access.log'), 'utf8'),
    async close(): Promise<void> {
      await browser.close();
      await facade.close();
      await Promise.all(programs.map((program) => program.stop()));
    },
  };
}
