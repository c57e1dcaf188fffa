import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const arguments_ = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No name has an address, so that nothing of the internet can be had.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** How long one step of a page may take: a slow machine that does other things too takes ten times what another takes. */
const patienceMs = 60_000;

/** Starts the machine's own Chromium (Debian: `apt-get install chromium`), cut off from the internet. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: arguments_, timeout: patienceMs });
}

/** Opens a window of its own, with nothing remembered from before. */
export async function openWindow(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patienceMs);
  return context;
}
