// SPDX-License-Identifier: Apache-2.0
// Names that strangers chose do nothing, and hide nothing. Needs the sample lake.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SAMPLE, browsing } from './browser.mjs';

describe('hostile names', { skip: SAMPLE ? false : 'WINNOW_URL is set: needs the sample lake' }, () => {
  const visit = browsing();

  const inert = async (page) => {
    assert.equal(await page.locator('main img, main script, main b').count(), 0);
    assert.doesNotMatch(await page.title(), /taken over/);
  };

  const visible = async (page) => {
    const text = await page.evaluate(() => document.querySelector('main').textContent);
    assert.doesNotMatch(text, /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/);
  };

  for (const path of ['/cases', '/suspicious?kind=dns', '/suspicious?kind=http', '/ingest']) {
    test(`markup stays text on ${path}`, () =>
      visit(path, async (page) => {
        await page.waitForSelector('main tbody tr');
        await page.waitForLoadState('networkidle');
        await inert(page);
        assert.match(await page.innerText('main'), /<img src=x onerror=|<b>/);
      }));
  }

  for (const rank of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    test(`name ${rank} is inert and visible in its finding`, () =>
      visit(`/suspicious?kind=dns&rank=${rank}`, async (page) => {
        await page.waitForSelector('.detail dl');
        await page.waitForLoadState('networkidle');
        await inert(page);
        await visible(page);
      }));
  }

  test('the override, the null and the rest are spelled out', () =>
    visit('/suspicious?kind=dns', async (page) => {
      await page.waitForSelector('main tbody tr');
      const text = await page.innerText('main tbody');
      for (const escape of ['invoice\\u202efdp', 'nul\\0byte', 'tab\\tnewline\\nescape\\e', 'zero\\u200bwidth\\ufeff']) {
        assert.ok(text.includes(escape), escape);
      }
    }));

  test('an override does not turn its surroundings round', () =>
    visit('/suspicious?kind=dns&rank=2', async (page) => {
      await page.waitForSelector('.detail dl');
      const [before, after] = await page.evaluate(() => {
        const left = (needle) => {
          const texts = document.createTreeWalker(document.querySelector('.detail .sentence'), NodeFilter.SHOW_TEXT);
          for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            const at = node.data.indexOf(needle);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + needle.length);
            return range.getBoundingClientRect().left;
          }
          return NaN;
        };
        return [left('invoice'), left('fdp.exe')];
      });
      assert.ok(before < after, `${before} is not left of ${after}`);
    }));

  for (const rank of [1, 2, 3, 4, 5, 6]) {
    test(`names in case ${rank} are inert and visible`, () =>
      visit(`/cases?rank=${rank}`, async (page) => {
        await page.waitForSelector('.detail .facts');
        for (const summary of await page.locator('.detail details summary').all()) await summary.click();
        await page.waitForLoadState('networkidle');
        await inert(page);
        await visible(page);
      }));
  }

  test('a name that says it is a script is no link', () =>
    visit('/suspicious?kind=dns&rank=9', async (page) => {
      await page.waitForSelector('.detail dl');
      assert.equal(await page.locator('a[href^="javascript:" i]').count(), 0);
    }));

  test('a search for markup shows it as text', () =>
    visit(`/suspicious?kind=dns&q=${encodeURIComponent('<img')}`, async (page) => {
      await page.waitForSelector('main tbody tr');
      assert.equal(await page.locator('main tbody tr').count(), 1);
      await inert(page);
    }));
});
