// SPDX-License-Identifier: Apache-2.0
// The cases: what the list and a case say, without a mouse. Needs the sample lake.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY, SAMPLE, WIDTHS, browsing } from './browser.mjs';
import { focused, listed, query, selected, unmarked } from './list.mjs';

describe('cases', { skip: SAMPLE ? false : 'WINNOW_URL is set: needs the sample lake' }, () => {
  const visit = browsing();

  const cases = (page) => page.locator('tbody tr[aria-selected]');
  const ask = (page, path) => page.evaluate(async (one) => (await fetch(`/api/v1/${one}`)).json(), path);

  test('the first page shows the cases where there are some', () =>
    visit('/', async (page) => {
      await listed(page);
      assert.equal(new URL(page.url()).pathname, '/cases');
      assert.equal(await page.locator('nav[aria-label=Pages] [aria-current]').innerText(), 'Cases');
    }));

  test('the first page shows the suspicious list where there are none', { skip: EMPTY ? false : 'needs a lake without anything' }, () =>
    visit(
      '/',
      async (page) => {
        await page.waitForSelector('text=No day has been analysed yet');
        assert.equal(new URL(page.url()).pathname, '/suspicious');
      },
      { base: EMPTY },
    ));

  test('a line stands where the alert level is', () =>
    visit('/cases', async (page) => {
      await listed(page);
      const { notable } = await ask(page, `cases?day=2026-03-02`);
      const rows = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => row.className.includes('level')));
      assert.equal(rows.indexOf(true), notable);
      assert.equal(rows.filter(Boolean).length, 1);
      assert.equal(await page.locator('tbody tr.notable').count(), notable);
      await page.goto(new URL('/cases?offset=50', page.url()).href);
      await listed(page);
      assert.match(await page.locator('tbody tr').first().innerText(), /alert level · nothing notable below/);
    }));

  test('as many are shown as there is time for', () =>
    visit('/cases', async (page) => {
      await listed(page);
      assert.equal(await cases(page).count(), 50);
      await page.selectOption('select[aria-label="How many to show"]', '20');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr[aria-selected]').length === 20);
      assert.equal(query(page, 'limit'), '20');
      await page.keyboard.press('n');
      await page.waitForFunction(() => document.querySelector('tbody .rank')?.textContent.trim() === '21');
    }));

  test('a family shows the cases that have evidence of it', () =>
    visit('/cases', async (page) => {
      await listed(page);
      const { families } = await ask(page, 'cases?day=2026-03-02&limit=1');
      const beacon = families.find((one) => one.family === 'beacon');
      await page.click('ul[aria-label="Families of evidence"] a:has-text("Beacon")');
      await page.waitForFunction((count) => document.querySelectorAll('tbody tr[aria-selected]').length === count, beacon.cases);
      for (const row of await cases(page).all()) assert.match(await row.innerText(), /Beacon/);
      await page.click('ul[aria-label="Families of evidence"] a[aria-current]');
      await page.waitForFunction(() => !location.search.includes('family'));
    }));

  test('a case says all of it: the parts of its score, when, and each evidence', () =>
    visit('/cases?rank=1', async (page) => {
      await page.waitForSelector('.detail .facts');
      const found = await ask(page, 'cases/sample-cases-1/1');
      const evidence = found.explanation.evidence;
      assert.equal(await page.locator('.detail .parts .chip').count(), found.parts.length);
      assert.equal(await page.locator('.detail figure .tone').count(), evidence.length);
      assert.equal(await page.locator('.detail .facts').count(), evidence.length);
      assert.equal(await page.locator('.detail .facts tbody tr').count(), evidence.flatMap((one) => one.parts).length);
      const text = await page.innerText('.detail');
      for (const said of [found.sentence, found.explanation.normalIf, evidence[0].technique, 'provisional', '1.23 GB', '2.4 MB', '−0.75']) {
        assert.equal(text.includes(said), said !== 'provisional', said);
      }
      assert.match(text, /2026-03-02 \d\d:\d\d:00 to \d\d:\d\d:00/);
    }));

  test('the bar of a score is as long as the score, family by family', () =>
    visit('/cases', async (page) => {
      await listed(page);
      const { cases: all, highest } = await ask(page, 'cases?day=2026-03-02');
      const ends = await page
        .locator('tbody tr[aria-selected] .chance svg')
        .evaluateAll((bars) => bars.map((bar) => Math.max(...[...bar.querySelectorAll('.tone')].map((part) => part.x.baseVal.value + part.width.baseVal.value))));
      all.slice(0, 50).forEach((found, index) => assert.ok(Math.abs(ends[index] / 400 - found.score / highest) < 0.01, `case ${found.rank}`));
    }));

  test('the rows of an evidence are shown, and the command that finds them', () =>
    visit('/cases?rank=1', async (page) => {
      await page.waitForSelector('.detail .facts');
      const { rows } = await ask(page, 'cases/sample-cases-1/1');
      const answer = await ask(page, 'cases/sample-cases-1/1/rows?evidence=1');
      const first = page.locator('.detail details').first();
      await first.locator('summary').click();
      await first.locator('.scroll tbody tr').first().waitFor();
      assert.equal(await first.locator('.scroll tbody tr').count(), answer.rows.length);
      const line = await first.locator('.command code').innerText();
      assert.ok(line.startsWith('winnow search ') && line.includes(rows[0].sql) && line.includes(' --lake '), line);
    }));

  test('j, k and the arrows move past the line, Enter opens, Esc closes', () =>
    visit('/cases', async (page) => {
      await listed(page);
      for (const key of ['j', 'ArrowDown', 'j', 'j', 'j', 'j', 'k']) await page.keyboard.press(key);
      assert.equal(await selected(page), '6');
      await page.keyboard.press('j');
      assert.equal(await selected(page), '7');
      await page.keyboard.press('Enter');
      await page.waitForSelector('aside[aria-label="Case 7"] .facts');
      assert.equal(query(page, 'rank'), '7');
      await page.keyboard.press('j');
      await page.waitForSelector('aside[aria-label="Case 8"] .facts');
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('aside').count(), 0);
      assert.equal(await selected(page), '8');
    }));

  for (const width of WIDTHS) {
    test(`the focus goes into the case and back to its row at ${width} px`, () =>
      visit(
        '/cases',
        async (page) => {
          await listed(page);
          await page.keyboard.press('j');
          await page.keyboard.press('Enter');
          await page.waitForSelector('.detail .facts');
          assert.equal(await focused(page), 'Case 2');
          await page.keyboard.press('Tab');
          assert.equal(await focused(page), 'Close the case');
          await page.keyboard.press('Escape');
          await page.waitForSelector('aside', { state: 'detached' });
          assert.equal(await focused(page), 'Open case 2');
        },
        { width },
      ));
  }

  test('brackets choose the day, the slash searches, g and a letter lead here and away', () =>
    visit('/cases', async (page) => {
      await listed(page);
      await page.keyboard.press('[');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr[aria-selected]').length === 5);
      assert.equal(query(page, 'day'), '2026-03-01');
      await page.keyboard.press(']');
      await listed(page);
      await page.keyboard.press('/');
      await page.keyboard.type('nothing of the kind');
      await page.waitForSelector('text=Nothing matches');
      await page.keyboard.press('Escape');
      await listed(page);
      await page.keyboard.type('gs');
      await page.waitForSelector('h1:has-text("Suspicious")');
      await page.keyboard.type('gc');
      await listed(page);
    }));

  test('a case leads to the suspicious rows of its host', () =>
    visit('/cases?rank=1', async (page) => {
      await page.click('text=Its suspicious rows');
      await page.waitForSelector('.list[aria-busy="false"] tbody tr');
      assert.equal(query(page, 'entity'), '10.0.0.2');
      assert.equal(query(page, 'day'), '2026-03-02');
    }));

  test('the host is followed over the days', () =>
    visit('/cases?rank=3', async (page) => {
      await page.locator('.detail details summary').first().click();
      await page.waitForSelector('.detail details[open] .scroll');
      await page.click('.detail ol a');
      await page.waitForSelector('aside[aria-label="Case 3"] .facts');
      assert.equal(query(page, 'day'), '2026-03-01');
      assert.match(await page.innerText('.detail header'), /1 March/);
      assert.equal(await page.locator('.detail details[open]').count(), 0);
    }));

  test('runs that made cases lead to them', () =>
    visit('/runs', async (page) => {
      await page.click('main tbody tr:has-text("sample-cases-1") a[href^="/cases"]');
      await listed(page);
    }));

  test('every control of a case can be reached and shows that it is', () =>
    visit('/cases?rank=1', async (page) => {
      await page.waitForSelector('.detail .facts');
      assert.deepEqual(await unmarked(page, 40), []);
    }));
});
