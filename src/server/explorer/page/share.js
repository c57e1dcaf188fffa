/**
 * A link to an operation. It stands in the fragment, which browsers send to no server: documents and variables may hold
 * what is nobody's business. Headers are never shared.
 * @param {URL} page
 * @param {Pick<Tab, 'query' | 'variables'>} tab
 */
function linkTo(page, { query, variables }) {
  const link = new URL(page);
  link.search = '';
  link.hash = new URLSearchParams({ query: query ?? '', ...(variables ? { variables } : {}) }).toString();
  return link;
}

/**
 * The operation that a link shares: in the fragment, or in `?query=` as other tools write it.
 * @param {URL} page
 * @returns {Pick<Tab, 'query' | 'variables'> | undefined}
 */
function sharedOperation(page) {
  const fragment = new URLSearchParams(page.hash.slice(1));
  const parameters = fragment.get('query') ? fragment : page.searchParams;
  const query = parameters.get('query');
  return query ? { query, variables: parameters.get('variables') } : undefined;
}

/** Takes a shared operation out of the address, so that a reload shows what the person sees now. */
function clearAddress() {
  const { pathname, hash, search } = location;
  if (hash || search) history.replaceState(null, '', pathname);
}

/**
 * The button that copies a link to the tab, and says so.
 * @param {() => Pick<Tab, 'query' | 'variables'>} currentTab
 */
function shareButton(currentTab) {
  const said = element('span', { role: 'status', class: 'share-status' });
  const button = element('button', { type: 'button', class: 'share-link' }, ['Share']);
  button.title = 'Copy a link to this operation and its variables, without headers';
  button.addEventListener('click', async () => {
    const link = linkTo(new URL(location.href), currentTab());
    history.replaceState(null, '', link);
    // A page that came by plain HTTP from another machine has no clipboard.
    const isCopied = await navigator.clipboard?.writeText(link.href).then(
      () => true,
      () => false,
    );
    said.textContent = isCopied ? 'Link copied' : 'The link is in the address bar';
    setTimeout(() => said.replaceChildren(), 4000);
  });
  return element('div', { class: 'share' }, [said, button]);
}
