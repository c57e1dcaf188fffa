/**
 * REST calls of one request with the same operation and the same reason, as `extensions.plan` lists them.
 * @typedef {{ startMs: number, endMs: number }} Timing
 * @typedef {{ method: string, path: string, reason: string, calls: number, shared: number, cached?: number, rows: number, timings?: Timing[] }} PlannedCalls
 * @typedef {{ plan?: PlannedCalls[], cost?: { asked: number, actual: number } }} Explained
 */

/**
 * Makes an element.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/**
 * The panel below the answer: the REST calls that the last operation made, drawn as a waterfall.
 * @returns the panel, and the function that shows what a request was explained by
 */
function restCallsPanel() {
  const summary = element('summary', {}, ['REST calls']);
  const body = element('div', { class: 'rest-calls-body', tabindex: '0', role: 'region', 'aria-label': 'REST calls' });
  const panel = element('details', { class: 'rest-calls', open: '' }, [summary, body]);
  body.append(element('p', {}, ['Run an operation to see the REST calls that it makes.']));

  /** @param {Explained | undefined} explained what `extensions` say, if they say it */
  const show = (explained) => {
    if (!explained?.plan) {
      summary.textContent = 'REST calls';
      body.replaceChildren(element('p', {}, ['The answer does not say which REST calls were made.']));
      return;
    }
    const { plan, cost } = explained;
    const totalMs = Math.max(0, ...plan.flatMap(({ timings = [] }) => timings.map(({ endMs }) => endMs)));
    summary.textContent = summaryOf(plan, cost, totalMs);
    body.replaceChildren(plan.length > 0 ? waterfall(plan, totalMs) : element('p', {}, ['No platform was asked.']));
  };
  return { panel, show };
}

/**
 * @param {PlannedCalls[]} plan
 * @param {Explained['cost']} cost
 * @param {number} totalMs
 */
function summaryOf(plan, cost, totalMs) {
  const made = plan.reduce((sum, { calls }) => sum + calls, 0);
  const parts = [`${made} REST ${made === 1 ? 'call' : 'calls'}`];
  if (totalMs > 0) parts.push(milliseconds(totalMs));
  if (cost) parts.push(`estimate: at most ${cost.asked}`);
  return parts.join(' · ');
}

/** @param {number} value */
function milliseconds(value) {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

/**
 * A table with a row for each kind of call; its last column draws each call from its start to its end.
 * @param {PlannedCalls[]} plan
 * @param {number} totalMs
 */
function waterfall(plan, totalMs) {
  const heads = ['Call', 'Calls', 'Rows', `0 to ${milliseconds(totalMs)}`];
  const head = element(
    'tr',
    {},
    heads.map((text) => element('th', { scope: 'col' }, [text])),
  );
  const rows = plan.map(({ method, path, reason, calls, shared, cached = 0, rows, timings = [] }) =>
    element('tr', {}, [
      element('th', { scope: 'row' }, [
        element('code', {}, breakable(`${method} ${path}`)),
        element('span', { class: 'rest-calls-reason' }, [reason]),
      ]),
      element('td', {}, [[`${calls}`, ...sparedOf({ shared, cached })].join(' + ')]),
      element('td', {}, [`${rows}`]),
      element('td', {}, [bars(timings, totalMs)]),
    ]),
  );
  return element('table', {}, [element('thead', {}, [head]), element('tbody', {}, rows)]);
}

/**
 * How many calls were not made, and why.
 * @param {{ shared: number, cached: number }} counts
 */
function sparedOf(counts) {
  return Object.entries(counts).flatMap(([why, count]) => (count > 0 ? [`${count} ${why}`] : []));
}

/**
 * A path that a narrow column breaks before its slashes only.
 * @param {string} path
 */
function breakable(path) {
  return path.split(/(?=\/)/).flatMap((part) => [element('wbr'), part]);
}

/**
 * @param {Timing[]} timings
 * @param {number} totalMs
 */
function bars(timings, totalMs) {
  const first = Math.min(...timings.map(({ startMs }) => startMs));
  const last = Math.max(...timings.map(({ endMs }) => endMs));
  const label = timings.length > 0 ? `From ${milliseconds(first)} to ${milliseconds(last)}` : 'Not timed';
  const share = (/** @type {number} */ value) => `${(100 * value) / (totalMs || 1)}%`;
  return element(
    'div',
    { class: 'rest-calls-bars', role: 'img', 'aria-label': label, title: label },
    timings.map(({ startMs, endMs }) => {
      const bar = element('span');
      bar.style.left = share(startMs);
      bar.style.width = share(endMs - startMs);
      return bar;
    }),
  );
}
