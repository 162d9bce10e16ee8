// SPDX-License-Identifier: Apache-2.0
// Opens pages of the server under test and watches for everything that must not happen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const BASE = process.env.WINNOW_URL;
export const EMPTY = process.env.WINNOW_EMPTY_URL;
/** A sample of its own for those that change what others see. */
export const DECIDE = process.env.WINNOW_DECIDE_URL;
export const SAMPLE = process.env.WINNOW_SAMPLE === '1';
export const WIDTHS = [1440, 390];
export const SCHEMES = ['light', 'dark'];

function launch() {
  return chromium.launch({
    executablePath: process.env.WINNOW_CHROMIUM,
    args: process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
}

/** Has a browser while the tests of a file or of a suite run, and says how they visit a page in it. */
export function browsing() {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());
  return (path, look, options) => visit(browser, path, look, options);
}

/**
 * Opens a page, hands it to `look`, and fails on errors in the console, uncaught exceptions,
 * dialogs, and requests to anywhere but the server.
 */
async function visit(browser, path, look, options = {}) {
  const { width = 1440, scheme = 'light', base = BASE, expected = [] } = options;
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) troubles.push(`request to ${request.url()}`);
  });
  try {
    await page.goto(new URL(path, base).href);
    await page.waitForLoadState('networkidle');
    await look(page);
    assert.deepEqual(
      troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble))),
      [],
    );
  } finally {
    await context.close();
  }
}

/** Fails on what axe-core finds, but for what it calls minor. */
export async function assertAccessible(page) {
  // Through the debugger, which the pages' own policy does not hinder.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: AXE });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then((results) => JSON.stringify(
      results.violations
        .filter(({ impact }) => impact !== 'minor')
        .map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 4).map((node) => node.html.slice(0, 200) + ': ' + node.failureSummary) }))))`,
    awaitPromise: true,
    returnByValue: true,
  });
  assert.equal(exceptionDetails, undefined, exceptionDetails?.text);
  assert.deepEqual(JSON.parse(result.value), []);
}

/** Fails when the page is wider than the window. */
export async function assertFits(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `the page is ${content} px wide in a window of ${window} px`);
}
