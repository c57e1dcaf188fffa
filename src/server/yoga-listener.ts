import type { RequestListener } from 'node:http';
import { type ServerAdapterObject, sendNodeResponse } from '@whatwg-node/server';
import { ClientRequest, clientOf } from './client-request.ts';
import { announceClose, sendFault } from './node-answers.ts';
import type { Pipeline } from './pipeline.ts';
import type { YogaServerContext } from './plugins/use-batches.ts';

/**
 * Has Yoga, or another server of the same kind, serve requests that have an id. Its own listener would show a client what goes wrong outside of operations, stack
 * included.
 */
export function yogaListener(
  yoga: Pick<ServerAdapterObject<YogaServerContext>, 'handleNodeRequestAndResponse'>,
  { mask, readiness }: Pick<Pipeline, 'mask' | 'readiness'>,
): RequestListener {
  return async (message, response) => {
    try {
      const clientRequest = new ClientRequest(message, response, clientOf(response));
      const answer = await yoga.handleNodeRequestAndResponse(message, response, { clientRequest });
      announceClose(response, readiness);
      await sendNodeResponse(answer, response, message, false);
    } catch (error) {
      sendFault(response, mask, error);
    }
  };
}
