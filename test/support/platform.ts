import { request } from 'undici';
import type { Facade } from './facade.ts';

/** Reads what the sandbox itself holds, past the facade. Null where there is nothing. */
export async function readPlatform<Row>(facade: Facade, path: string): Promise<Row | null> {
  return callPlatform<Row>(facade, 'GET', path);
}

/** Changes what the sandbox holds, past the facade, as somebody else would. */
export async function callPlatform<Row>(facade: Facade, method: 'GET' | 'DELETE', path: string): Promise<Row | null> {
  const { statusCode, body } = await request(`${facade.sandboxUrl}${path}`, {
    method,
    headers: { authorization: 'Bearer sandbox-admin' },
  });
  const text = await body.text();
  if (statusCode === 404) return null;
  if (statusCode >= 300) throw new Error(`The sandbox answered ${statusCode}: ${text}`);
  return text === '' ? null : (JSON.parse(text) as Row);
}
