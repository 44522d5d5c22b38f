/**
 * A real browser for tests: Debian's Chromium, headless. It watches a page as a strict visitor does: no message on the console, no request to
 * another host, no serious fault of accessibility.
 */
import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
export const hasBrowser = executablePath !== undefined;

export interface Visit {
  readonly page: Page;
  /** What a strict visitor complains of so far. */
  readonly complaints: readonly string[];
  /** Serious and critical faults by the rules of axe-core, in words. */
  faults(): Promise<readonly string[]>;
}

/** A busy machine may take long to start a run and a browser: tests that wait for both have this, and a little more. */
const patienceMs = 100_000;
export const patiently = { timeout: patienceMs + 20_000 };

/** One browser for the tests of a file; it is gone when they are done. */
export const createVisitor = () => {
  let opening: Promise<Browser> | undefined;
  afterAll(async () => (await opening)?.close());

  return async (url: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Visit> => {
    // Inside a container there is no sandbox to be had, and the pages are ours.
    opening ??= chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    const context = await (await opening).newContext({ colorScheme, bypassCSP: false });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (new URL(request.url()).host !== new URL(url).host && !request.url().startsWith('data:'))
        complaints.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, complaints, faults: () => faultsOf(page) };
  };
};

/** The rules run in a world of their own, which the page's policy does not bind. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  await session.send('Runtime.evaluate', { contextId, expression: axe.source });
  const { result } = await session.send('Runtime.evaluate', {
    ...{ contextId, awaitPromise: true, returnByValue: true },
    expression: `axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  });
  return result.value as readonly string[];
};
