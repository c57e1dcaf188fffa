/** Where the platforms are, as the benchmark tells every server. */
export const runaiUrl = required('RUNAI_URL');
export const kestraUrl = required('KESTRA_URL');

/** Whether the limit shares requests that are the same. */
export const sharing = process.env.SHARE === 'on';

/** Whether the limit reads the platforms over plain sockets rather than with undici. */
export const bySockets = process.env.HTTP_CLIENT === 'sockets';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}.`);
  return value;
}
