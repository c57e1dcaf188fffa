/** @typedef {{ extensions?: Explained } & Record<string, unknown>} Answer */

/**
 * Wraps `fetch` so that each operation is sent with `x-explain: timed`, and shows what the answer says of its REST calls.
 * What the answer says only because the page asked is taken out again: the editor shows what the operation's own headers
 * ask for. Of an answer that comes in parts, each part is passed on once it is whole.
 * @param {typeof fetch} send
 * @param {{ asked(): void, answered(explained: Explained | undefined): void }} observer
 * @returns {typeof fetch}
 */
function askingForPlan(send, observer) {
  return async (input, init) => {
    const { body } = init ?? {};
    if (typeof body !== 'string' || body.includes('IntrospectionQuery')) return send(input, init);
    observer.asked();
    const headers = new Headers(init?.headers);
    const asked = headers.get('x-explain');
    headers.set('x-explain', 'timed');
    const response = await send(input, { ...init, headers });
    const { status, headers: answered } = response;
    const isMultipart = answered.get('content-type')?.startsWith('multipart/');
    const text = response.clone().text();
    /** @param {Answer} answer */
    const shown = (answer) => (asked === 'timed' ? answer : asked === '1' ? withoutTimes(answer) : withoutPlan(answer));
    if (isMultipart) {
      text
        .then((parts) => observer.answered(parsed(lastPart(parts))?.extensions))
        .catch(() => observer.answered(undefined));
      return new Response(response.body?.pipeThrough(changingParts(shown)), { status, headers: answered });
    }
    const answer = parsed(await text);
    observer.answered(answer?.extensions);
    return answer?.extensions?.plan
      ? new Response(JSON.stringify(shown(answer)), { status, headers: answered })
      : response;
  };
}

/**
 * Changes the parts of a multipart answer that hold a plan. JSON has no line breaks of its own here, so that none of its texts
 * looks like the line between two parts.
 * @param {(answer: Answer) => Answer} shown
 * @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>}
 */
function changingParts(shown) {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let pending = '';
  /** @param {string} part */
  const bodyOf = (part) => parsed(part.slice(part.indexOf('\r\n\r\n') + 4));
  /** @param {string} part */
  const changed = (part) => {
    const answer = bodyOf(part);
    if (!answer?.extensions?.plan) return part;
    const body = JSON.stringify(shown(answer));
    const head = part.slice(0, part.indexOf('\r\n\r\n') + 4);
    return head.replace(/(content-length: )\d+/i, `$1${encoder.encode(body).length}`) + body;
  };
  return new TransformStream({
    transform(chunk, controller) {
      const parts = (pending + decoder.decode(chunk, { stream: true })).split(/(?=\r\n---)/);
      const last = parts.at(-1) ?? '';
      // The last one may not be whole: a part ends where the next begins, or where its JSON does.
      pending = bodyOf(last) ? '' : last;
      const whole = pending ? parts.slice(0, -1) : parts;
      if (whole.length > 0) controller.enqueue(encoder.encode(whole.map(changed).join('')));
    },
    flush(controller) {
      controller.enqueue(encoder.encode(pending + decoder.decode()));
    },
  });
}

/** @param {Answer} answer */
function withoutTimes({ extensions = {}, ...answer }) {
  const plan = extensions.plan?.map(({ timings, ...calls }) => calls);
  return { ...answer, extensions: { ...extensions, plan } };
}

/** @param {Answer} answer */
function withoutPlan({ extensions = {}, ...answer }) {
  const { plan, cost, ...others } = extensions;
  return Object.keys(others).length > 0 ? { ...answer, extensions: others } : answer;
}

/**
 * @param {string} text
 * @returns {Answer | undefined} undefined for what is no JSON object
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The body of the last part of a multipart answer: there the extensions stand.
 * @param {string} parts
 */
function lastPart(parts) {
  return parts.slice(parts.lastIndexOf('\r\n\r\n{')).split('\r\n---')[0] ?? '';
}
