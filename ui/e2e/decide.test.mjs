// SPDX-License-Identifier: Apache-2.0
// What people decide on the pages: verdicts by button and by key, suppressions with what they would cost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DECIDE, SCHEMES, WIDTHS, assertAccessible, assertFits, browsing } from './browser.mjs';
import { listed, selected } from './list.mjs';

const visit = browsing();

const skip = DECIDE ? false : 'WINNOW_URL is set';
const pressed = (page, group) => page.locator(`[aria-label="${group}"] button[aria-pressed=true]`);

test('a case is judged with keys and keeps its place', { skip }, () =>
  visit(
    '/cases',
    async (page) => {
      await listed(page);
      await page.keyboard.press('j');
      await page.keyboard.press('m');
      await page.waitForSelector('tr[aria-selected=true] .verdict >> text=medium');
      assert.equal(await selected(page), '2');
      await page.keyboard.press('m');
      await page.waitForSelector('tr[aria-selected=true] .verdict', { state: 'detached' });
    },
    { base: DECIDE },
  ));

test('a finding is judged with buttons, and again to withdraw it', { skip }, () =>
  visit(
    '/suspicious?rank=2',
    async (page) => {
      await page.click('[aria-label="What it is"] >> text=high');
      await pressed(page, 'What it is').waitFor();
      assert.equal(await pressed(page, 'What it is').innerText(), 'high');
      await page.click('[aria-label="What it is"] >> text=high');
      await pressed(page, 'What it is').waitFor({ state: 'detached' });
    },
    { base: DECIDE },
  ));

test('a verdict on evidence far down does not lose its place', { skip }, () =>
  visit(
    '/cases?rank=1',
    async (page) => {
      const last = page.locator('.detail [aria-label^="What evidence"][role=group]').last();
      await last.getByText('low').click();
      await last.locator('[aria-pressed=true]').waitFor();
      await page.waitForLoadState('networkidle');
      assert.ok((await page.locator('.detail').evaluate((panel) => panel.scrollTop)) > 0);
      await last.getByText('low').click();
      await last.locator('[aria-pressed=true]').waitFor({ state: 'detached' });
    },
    { base: DECIDE },
  ));

for (const width of WIDTHS) {
  test(`a verdict that cannot be kept is said at ${width} px`, { skip }, () =>
    visit(
      '/cases?rank=1',
      async (page) => {
        await page.route('**/api/v1/verdicts', (route) =>
          route.fulfill({ status: 503, json: { title: 'Service Unavailable', detail: 'the casebook is away' } }),
        );
        await page.locator('[aria-label="What it is"]').getByText('high').click();
        await page.getByRole('alert').getByText('the casebook is away').click({ trial: true });
        await assertAccessible(page);
        await assertFits(page);
        await page.click('text=Dismiss');
        assert.equal(await page.getByRole('alert').count(), 0);
      },
      { base: DECIDE, width, expected: [/503/] },
    ));
}

for (const width of WIDTHS) {
  for (const scheme of SCHEMES) {
    test(`the dialog to suppress says what would be lost at ${width} px, ${scheme}`, { skip }, () =>
      visit(
        '/cases?rank=1',
        async (page) => {
          await page.click('[aria-label="Suppress evidence 1"]');
          await page.waitForSelector('dialog[open] section[aria-busy=false] strong');
          await assertAccessible(page);
          await assertFits(page);
          await page.keyboard.press('Escape');
          await page.waitForSelector('dialog[open]', { state: 'detached' });
        },
        { base: DECIDE, width, scheme },
      ));
  }
}

test('what was saved is saved once, and not for a scope that nobody looked at', { skip }, () =>
  visit(
    '/cases?rank=1',
    async (page) => {
      const sent = [];
      await page.route('**/api/v1/suppressions', async (route) => {
        if (route.request().method() !== 'POST') return route.continue();
        sent.push(route.request().postData());
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.fulfill({ json: {} });
      });
      await page.click('[aria-label="Suppress evidence 1"]');
      const save = page.locator('dialog >> button:text-is("Suppress")');
      await page.waitForSelector('dialog section[aria-busy=false] >> text=would vanish');
      await page.fill('#suppress-reason', 'known');
      assert.ok(await save.isEnabled());
      await page.fill('#suppress-hours', '02:00-04:00');
      assert.ok(await save.isDisabled());
      await save.dblclick();
      await page.waitForSelector('dialog[open]', { state: 'detached' });
      assert.equal(sent.length, 1);
    },
    { base: DECIDE },
  ));

test('what is suppressed leaves the list at once, which says so', { skip }, () =>
  visit(
    '/suspicious?rank=3',
    async (page) => {
      const host = await page.locator('.detail .actions .mono').first().innerText();
      await page.click('.detail >> text=Suppress…');
      assert.equal(await page.inputValue('#suppress-host'), host);
      for (const field of ['network', 'domain', 'port', 'family']) await page.fill(`#suppress-${field}`, '');
      await page.waitForSelector('dialog section[aria-busy=false] >> text=would vanish');
      await page.fill('#suppress-reason', 'known');
      await page.click('dialog >> button:text-is("Suppress")');
      await page.waitForSelector('.list summary >> text=hidden by 1 suppression');
      await page.click('.list summary');
      await page.waitForSelector(`.list >> text=host ${host}`);
      await assertAccessible(page);
      await page.click('text=Show everything');
      await page.waitForSelector('.list summary >> text=suppressed by 1 suppression');
    },
    { base: DECIDE },
  ));
