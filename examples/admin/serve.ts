import { preview } from 'vite';

/**
 * Serves the built app on any free port, before this facade.
 * @returns where, and how to stop it
 */
export async function serveBuilt(facadeUrl: string) {
  const server = await preview({
    root: import.meta.dirname,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1', proxy: { '/graphql': facadeUrl } },
  });
  const [url = ''] = server.resolvedUrls?.local ?? [];
  return { url, close: () => server.close() };
}
