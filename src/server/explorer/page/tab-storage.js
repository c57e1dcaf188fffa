/**
 * A tab as GraphiQL keeps it.
 * @typedef {{ id: string, title: string, query: string | null, variables: string | null, headers: string | null, operationName: string | null, response: null }} Tab
 * @typedef {{ tabs: Tab[], activeTabIndex: number }} TabState
 */

const tabsKey = 'graphiql:tabState';
const credentialKeys = ['graphiql:headers'];

/**
 * What GraphiQL remembers. Tabs outlive the browser; headers hold credentials, and so are forgotten with the browser's tab.
 * @param {string} headers what a tab sends whose headers are forgotten
 */
function explorerStorage(headers) {
  const storeOf = (/** @type {string} */ key) => (credentialKeys.includes(key) ? sessionStorage : localStorage);
  return {
    get length() {
      return localStorage.length;
    },
    getItem(/** @type {string} */ key) {
      if (key !== tabsKey) return storeOf(key).getItem(key);
      const kept = sessionStorage.getItem(key) ?? localStorage.getItem(key);
      return (
        kept && JSON.stringify(JSON.parse(kept), (name, value) => (name === 'headers' ? (value ?? headers) : value))
      );
    },
    setItem(/** @type {string} */ key, /** @type {string} */ value) {
      storeOf(key).setItem(key, value);
      if (key !== tabsKey) return;
      sessionStorage.setItem(key, value);
      localStorage.setItem(
        key,
        JSON.stringify(JSON.parse(value), (name, inner) => (name === 'headers' ? null : inner)),
      );
    },
    removeItem(/** @type {string} */ key) {
      localStorage.removeItem(key);
      sessionStorage.removeItem(key);
    },
    clear() {
      for (const store of [localStorage, sessionStorage]) {
        for (const key of Object.keys(store)) if (key.startsWith('graphiql:')) store.removeItem(key);
      }
    },
  };
}

/**
 * The tabs to open with: those that were kept, or the ones the page brings; and in front what the page's address shares.
 * @param {ReturnType<typeof explorerStorage>} storage
 * @param {readonly Pick<Tab, 'query' | 'variables' | 'headers'>[]} defaults
 * @returns {TabState}
 */
function openingTabs(storage, defaults) {
  const kept = parsed(storage.getItem(tabsKey) ?? '');
  const state = /** @type {TabState} */ (
    Array.isArray(kept?.tabs) && kept.tabs.length > 0 ? kept : { tabs: defaults.map(newTab), activeTabIndex: 0 }
  );
  const shared = sharedOperation(new URL(location.href));
  if (!shared) return { ...state, activeTabIndex: state.tabs[state.activeTabIndex] ? state.activeTabIndex : 0 };
  const isSame = (/** @type {Tab} */ { query, variables }) =>
    query === shared.query && (variables ?? '') === (shared.variables ?? '');
  const tabs = state.tabs.some(isSame)
    ? state.tabs
    : [...state.tabs, newTab({ ...shared, headers: defaults[0]?.headers ?? null })];
  return { tabs, activeTabIndex: tabs.findIndex(isSame) };
}

/**
 * @param {Pick<Tab, 'query' | 'variables' | 'headers'>} content
 * @returns {Tab}
 */
function newTab({ query, variables, headers }) {
  const operationName = /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(query ?? '')?.[1] ?? null;
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join('-');
  return { id, title: operationName ?? '<untitled>', query, variables, headers, operationName, response: null };
}
