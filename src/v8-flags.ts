import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from guessing which objects live long. Under load it takes the rows of a page for such, as many pages are under
 * way whenever it looks, and puts all rows from then on where only a full collection finds them. Here hardly anything
 * outlives its request. Measured with `npm run bench`: a page of users takes half the time.
 */
setFlagsFromString('--no-allocation-site-pretenuring');
