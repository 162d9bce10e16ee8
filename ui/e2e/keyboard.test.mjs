// SPDX-License-Identifier: Apache-2.0
// The suspicious list without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WIDTHS, browsing } from './browser.mjs';
import { focused, listed, query, selected, unmarked } from './list.mjs';

const visit = browsing();

test('j, k and the arrows move, Enter opens, Esc closes', () =>
  visit('/suspicious', async (page) => {
    await listed(page);
    assert.equal(await selected(page), '1');
    for (const key of ['j', 'ArrowDown', 'k']) await page.keyboard.press(key);
    assert.equal(await selected(page), '2');
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside[aria-label="Finding 2"] dl');
    assert.equal(query(page, 'rank'), '2');
    await page.keyboard.press('j');
    await page.waitForSelector('aside[aria-label="Finding 3"] dl');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('aside').count(), 0);
    assert.equal(query(page, 'rank'), null);
    assert.equal(await selected(page), '3');
  }));

for (const width of WIDTHS) {
  test(`the focus goes into the finding and back to its row at ${width} px`, () =>
    visit(
      '/suspicious',
      async (page) => {
        await listed(page);
        await page.keyboard.press('j');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.detail dl');
        assert.equal(await focused(page), 'Finding 2');
        await page.keyboard.press('Tab');
        assert.equal(await focused(page), 'Close the finding');
        await page.keyboard.press('j');
        await page.waitForSelector('aside[aria-label="Finding 3"] dl');
        await page.keyboard.press('Escape');
        await page.waitForSelector('aside', { state: 'detached' });
        assert.equal(await focused(page), 'Open finding 3');
        for (const key of ['ArrowDown', 'j']) await page.keyboard.press(key);
        assert.equal(await focused(page), 'Open finding 5');
        await page.keyboard.press('Enter');
        await page.waitForSelector('aside[aria-label="Finding 5"] dl');
        await page.goBack();
        await page.waitForSelector('aside', { state: 'detached' });
        assert.equal(await focused(page), 'Open finding 5');
      },
      { width },
    ));
}

test('a search that closes the finding keeps the focus', () =>
  visit('/suspicious?rank=1', async (page) => {
    await page.waitForSelector('.detail dl');
    await page.click('input[type=search]');
    await page.keyboard.type('tcp');
    await page.waitForSelector('aside', { state: 'detached' });
    assert.equal(await focused(page), 'Search the list');
  }));

test('numbers choose the kind, brackets the day', () =>
  visit('/suspicious', async (page) => {
    await listed(page);
    for (const [key, kind] of [
      ['2', 'dns'],
      ['3', 'http'],
      ['1', 'flow'],
    ]) {
      await page.keyboard.press(key);
      assert.equal(query(page, 'kind'), kind);
    }
    const days = await page.locator('select[aria-label="Day"] option').count();
    const today = query(page, 'day');
    await page.keyboard.press('[');
    if (days > 1) assert.ok(query(page, 'day') < today);
    await page.keyboard.press(']');
    assert.equal(query(page, 'day'), today);
  }));

test('the slash searches, what is typed does not act, and the address keeps it', () =>
  visit('/suspicious', async (page) => {
    await listed(page);
    const address = await page.locator('main tbody tr .who .mono').first().innerText();
    await page.keyboard.press('/');
    await page.keyboard.type('j123[nowhere');
    await page.waitForSelector('text=Nothing matches');
    assert.equal(query(page, 'kind'), null);
    await page.keyboard.press('Escape');
    await listed(page);
    await page.keyboard.press('/');
    await page.keyboard.type(address.split(':')[0]);
    await page.waitForFunction(() => location.search.includes('q='));
    await page.waitForSelector('text=match');
    await listed(page);
    const found = await page.locator('main tbody tr').count();
    assert.ok(found >= 1);
    await page.goto(page.url());
    await listed(page);
    assert.equal(await page.locator('main tbody tr').count(), found);
  }));

test('the browser goes back to the list', () =>
  visit('/suspicious', async (page) => {
    await listed(page);
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside dl');
    await page.goBack();
    await page.waitForSelector('aside', { state: 'detached' });
  }));

test('g and a letter lead to the other pages', () =>
  visit('/suspicious', async (page) => {
    await listed(page);
    await page.keyboard.type('gr');
    await page.waitForSelector('h1:has-text("Runs")');
    await page.keyboard.type('gi');
    await page.waitForSelector('h1:has-text("Ingest")');
    await page.keyboard.type('gs');
    await listed(page);
  }));

test('every control can be reached and shows that it is', () =>
  visit('/suspicious?rank=1', async (page) => {
    await page.waitForSelector('.detail dl');
    assert.deepEqual(await unmarked(page, 25), []);
  }));
