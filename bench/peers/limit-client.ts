import { type Dispatcher, Pool } from 'undici';

/** Reads a path under a token. */
export type Get = <Row>(path: string, token: string) => Promise<Row>;

/** A platform read at undici's dispatch level: the least that it costs. */
export function connectTo(baseUrl: string): Get {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/$/, '');
  const pool = new Pool(origin, { connections: 256 });

  return <Row>(path: string, authorization: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<Row>();
    const chunks: Buffer[] = [];
    let status = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart() {},
      onResponseStart(_, statusCode) {
        status = statusCode;
      },
      onResponseData(_, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        if (status !== 200) return reject(new Error(`The platform answered ${status}.`));
        const [first] = chunks;
        resolve(JSON.parse((chunks.length === 1 && first ? first : Buffer.concat(chunks)).toString()));
      },
      onResponseError(_, error) {
        reject(error);
      },
    };
    pool.dispatch({ method: 'GET', path: prefix + path, headers: { authorization } }, handler);
    return promise;
  };
}
