/** @typedef {{ extensions?: Explained } & Record<string, unknown>} Answer */

/**
 * Wraps `fetch` so that each operation is sent with `x-explain: timed`, and shows what the answer says of its REST calls.
 * What the answer says only because the page asked is taken out again: the editor shows what the operation's own headers
 * ask for. Answers that come in parts pass unchanged.
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
    const text = response.clone().text();
    if (response.headers.get('content-type')?.startsWith('multipart/')) {
      text
        .then((parts) => observer.answered(parsed(lastPart(parts))?.extensions))
        .catch(() => observer.answered(undefined));
      return response;
    }
    const answer = parsed(await text);
    observer.answered(answer?.extensions);
    if (asked === 'timed' || !answer?.extensions?.plan) return response;
    const shown = JSON.stringify(asked === '1' ? withoutTimes(answer) : withoutPlan(answer));
    return new Response(shown, { status: response.status, headers: response.headers });
  };
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
