import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the facade is. Its graph is served from the app's own origin, so that no browser needs to be let in by CORS. */
const facade = process.env.FACADE_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  build: { chunkSizeWarningLimit: 600 },
  server: { proxy: { '/graphql': facade } },
});
