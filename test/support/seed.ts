import { configureGlobal } from 'fast-check';

/** The seed of all properties: `vitest.config.ts` draws it for a run, or takes it from whoever repeats one. */
configureGlobal({ seed: Number(process.env.FC_SEED) });
