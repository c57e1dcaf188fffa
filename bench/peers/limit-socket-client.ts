import { connect, type Socket } from 'node:net';
import type { Get } from './limit-client.ts';

const endOfHead = '\r\n\r\n';
const mostConnections = 256;

interface Asked {
  readonly head: string;
  readonly resolve: (body: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A platform read over plain sockets: what a client costs that knows this one server. It keeps its connections, has one
 * request on each, and reads answers that tell their length.
 */
export function connectBySockets(baseUrl: string): Get {
  const { hostname, port, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/$/, '');
  const idle: Connection[] = [];
  const waiting: Asked[] = [];
  let opened = 0;

  const free = (connection: Connection) => {
    const next = waiting.shift();
    if (next) connection.send(next);
    else idle.push(connection);
  };
  const send = (asked: Asked) => {
    const kept = idle.pop();
    if (kept) {
      kept.send(asked);
    } else if (opened < mostConnections) {
      opened++;
      new Connection(connect(Number(port), hostname), free).send(asked);
    } else {
      waiting.push(asked);
    }
  };

  return async <Row>(path: string, authorization: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const head = `GET ${prefix}${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: ${authorization}\r\n\r\n`;
    send({ head, resolve, reject });
    return JSON.parse((await promise).toString()) as Row;
  };
}

/** One connection, and the request on it. */
class Connection {
  readonly #socket: Socket;
  readonly #free: (connection: Connection) => void;
  #asked: Asked | undefined;
  #chunks: Buffer[] = [];
  /** Bytes of the answer that are still to come; undefined until its head has come. */
  #missing: number | undefined;

  constructor(socket: Socket, free: (connection: Connection) => void) {
    this.#socket = socket.setNoDelay();
    this.#free = free;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#asked?.reject(error));
  }

  send(asked: Asked): void {
    this.#asked = asked;
    this.#socket.write(asked.head, 'latin1');
  }

  #read(chunk: Buffer): void {
    let body = chunk;
    if (this.#missing === undefined) {
      this.#chunks.push(chunk);
      const sofar = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
      const end = sofar.indexOf(endOfHead);
      if (end < 0) return;
      const head = sofar.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 200')) {
        this.#asked?.reject(new Error(`The platform answered ${head}.`));
        return;
      }
      this.#missing = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      this.#chunks = [];
      body = sofar.subarray(end + endOfHead.length);
    }
    this.#chunks.push(body);
    this.#missing -= body.length;
    if (this.#missing > 0) return;
    const [only] = this.#chunks;
    const whole = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks);
    const { resolve } = this.#asked ?? {};
    this.#asked = undefined;
    this.#chunks = [];
    this.#missing = undefined;
    this.#free(this);
    resolve?.(whole);
  }
}
