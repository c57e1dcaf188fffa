import type { IncomingMessage } from 'node:http';

/**
 * Reads a body of so many bytes, and hands it on before the stream emits `end`, so that `use` can put it back for another
 * reader with `message.unshift`. `use` is not called for a body that does not arrive whole.
 */
export function readBody(message: IncomingMessage, length: number, use: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let missing = length;
  const read = () => {
    for (let chunk: Buffer | null = message.read(); chunk !== null && missing > 0; chunk = message.read()) {
      chunks.push(chunk);
      missing -= chunk.length;
    }
    if (missing > 0) return;
    message.off('readable', read);
    const [only] = chunks;
    use(only && chunks.length === 1 ? only : Buffer.concat(chunks));
  };
  message.on('readable', read);
}
