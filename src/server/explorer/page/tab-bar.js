/**
 * Shows the page's own tabs by names in words, where GraphiQL shows the names of operations.
 * @param {Readonly<Record<string, string>>} names by the name of the operation
 */
function nameTabs(names) {
  for (const button of document.querySelectorAll('.graphiql-tab-button')) {
    const name = names[button.getAttribute('title') ?? ''];
    // React writes the text only when the operation's name changes.
    if (name && button.firstChild instanceof Text && button.firstChild.data !== name) button.firstChild.data = name;
  }
}

/**
 * Corrects the roles that GraphiQL gives: its tabs hold buttons, which no tab may, and its page has no landmarks and no
 * heading.
 */
function correctRoles() {
  const roles = {
    '.graphiql-tabs': 'list',
    '.graphiql-tab': 'listitem',
    '#graphiql-session': 'main',
    '.graphiql-session-header': 'banner',
    '.graphiql-logo span': 'heading',
  };
  for (const [selector, role] of Object.entries(roles)) {
    for (const found of document.querySelectorAll(`${selector}:not([role="${role}"])`)) {
      found.setAttribute('role', role);
      if (role === 'heading') found.setAttribute('aria-level', '1');
    }
  }
  for (const tab of document.querySelectorAll('.graphiql-tab')) {
    tab.removeAttribute('aria-selected');
    const isActive = tab.classList.contains('graphiql-tab-active');
    tab.querySelector('.graphiql-tab-button')?.setAttribute('aria-current', `${isActive}`);
  }
}

/** Keeps the selected tab in view where the bar is narrower than its tabs. */
function showSelectedTab() {
  document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
