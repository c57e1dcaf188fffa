import { Pool } from 'undici';

/**
 * A program that asks for as much as it can, whatever it is answered: `node greedy-client.ts <url> <connections> <lists>`. It runs until it
 * is killed, and then prints how many of its requests were answered by which status.
 */
const [, , url = '', connections = '1', lists = '1'] = process.argv;
const pool = new Pool(url, { connections: Number(connections) });
const counts: Record<number, number> = {};
let turn = 0;

async function ask(): Promise<void> {
  // Each is another list, so that no two of its reads are one.
  const fields = Array.from(
    { length: Number(lists) },
    () => `l${++turn}: users(search: "s${turn}", first: 1) { nodes { id } }`,
  );
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: 'Bearer greedy' },
    body: JSON.stringify({ query: `{ ${fields.join(' ')} }` }),
  });
  await body.dump();
  counts[statusCode] = (counts[statusCode] ?? 0) + 1;
}

process.once('SIGTERM', () => {
  console.log(JSON.stringify(counts));
  process.exit(0);
});
for (let index = 0; index < Number(connections); index++) {
  void (async () => {
    for (;;) await ask();
  })();
}
