/**
 * What the server hands to the page beside GraphiQL's own options.
 * @typedef {{ defaultTabs: Pick<Tab, 'query' | 'variables' | 'headers'>[], headers: string, tabNames: Record<string, string>, isReady: boolean }} ExplorerOptions
 */

/**
 * Renders GraphiQL with all that the page adds: tabs that are kept and shared, an answer in view, and the REST calls below it.
 * @param {Element} root
 * @param {ExplorerOptions & Record<string, unknown>} given
 */
function startExplorer(root, { tabNames, isReady, headers, defaultTabs, ...options }) {
  const storage = explorerStorage(headers);
  let state = openingTabs(storage, defaultTabs);
  storage.setItem(tabsKey, JSON.stringify(state));
  clearAddress();
  window.addEventListener('hashchange', () => sharedOperation(new URL(location.href)) && location.reload());

  const { panel, show } = restCallsPanel();
  let isAsked = false;
  window.fetch = askingForPlan(window.fetch.bind(window), {
    asked: () => {
      isAsked = true;
    },
    answered: show,
  });

  const opened = state.tabs[state.activeTabIndex];
  YogaGraphiQL.renderYogaGraphiQL(root, {
    ...options,
    ...(window.innerWidth < 760 ? { defaultEditorToolsVisibility: false } : {}),
    storage,
    defaultTabs,
    defaultHeaders: headers,
    initialQuery: opened?.query ?? '',
    initialVariables: opened?.variables ?? '',
    initialHeaders: opened?.headers ?? '',
    // Yoga would write the document into the address.
    onEditQuery: () => undefined,
    onTabChange: (/** @type {TabState} */ changed) => {
      state = changed;
      clearAddress();
    },
  });

  const share = shareButton(() => state.tabs[state.activeTabIndex] ?? { query: '', variables: null });
  let selected = '';
  new MutationObserver(() => {
    document.querySelector('.graphiql-response:not(:has(.rest-calls))')?.append(panel);
    document.querySelector('.graphiql-session-header:not(:has(.share)) .graphiql-logo')?.before(share);
    nameTabs(tabNames);
    correctRoles();
    const active = document.querySelector('.graphiql-tab-active button')?.id ?? '';
    if (active !== selected) showSelectedTab();
    selected = active;
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['title', 'class'] });

  // Only what the page itself brings is run unasked, and only if it changes nothing.
  const isHarmless = defaultTabs.some(({ query }) => query === opened?.query && !/^\s*mutation\b/m.test(query ?? ''));
  if (isReady && isHarmless) runOnce(() => isAsked);
}

/**
 * Presses the button that runs the document, once the editor is there, until the operation was sent. Not once a person has
 * begun to do something: they may have come to another document, which is theirs to run.
 * @param {() => boolean} isAsked
 */
function runOnce(isAsked) {
  let presses = 0;
  let isTakenOver = false;
  for (const begun of ['pointerdown', 'keydown']) {
    window.addEventListener(begun, () => (isTakenOver = true), { capture: true, once: true });
  }
  const timer = setInterval(() => {
    if (isAsked() || isTakenOver || presses > 20) return clearInterval(timer);
    const button = document.querySelector('.graphiql-execute-button');
    if (!button || !document.querySelector('.graphiql-query-editor .view-line span')) return;
    presses++;
    if (button instanceof HTMLButtonElement) button.click();
  }, 250);
}
