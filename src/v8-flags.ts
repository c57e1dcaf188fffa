import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from guessing which objects live long. Under load the guess is wrong: many pages are in progress at every
 * collection, so V8 allocates all later rows where only a full collection finds them, although hardly any object outlives
 * its request. Measured with `npm run bench`: a page of users takes half the time.
 *
 * The flag is set here, as every way to start the program comes by here: `npm start`, the `users-graph` command, the image,
 * and each worker. Sizes of the heap cannot be set here: V8 reads them when it creates the heap, and a later
 * `--max-semi-space-size` or `--max-old-space-size` changes nothing (measured with Node 26). They depend on the machine and
 * belong to whoever starts the process: `npm start` in package.json, the Dockerfile, `NODE_OPTIONS` elsewhere.
 */
setFlagsFromString('--no-allocation-site-pretenuring');
