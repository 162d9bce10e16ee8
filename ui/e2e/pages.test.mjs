// SPDX-License-Identifier: Apache-2.0
// Every page, wide and narrow, light and dark: no errors, accessible, no wider than the window.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY, SAMPLE, SCHEMES, WIDTHS, assertAccessible, assertFits, browsing } from './browser.mjs';

const visit = browsing();

const PAGES = [
  ['the cases', '/cases', (page) => page.waitForSelector('main tbody tr')],
  [
    'a case with its rows',
    '/cases?rank=1',
    async (page) => {
      await page.click('.detail details summary');
      await page.waitForSelector('.detail details[open] .command');
    },
  ],
  ['the suspicious list', '/suspicious', (page) => page.waitForSelector('main tbody tr')],
  ['a finding', '/suspicious?rank=1', (page) => page.waitForSelector('.detail dl')],
  ['the ingest', '/ingest', (page) => page.waitForSelector('.frame canvas')],
  ['the runs', '/runs', (page) => page.waitForSelector('main tbody tr')],
  [
    'a run',
    '/runs',
    async (page) => {
      await page.click('main tbody tr a');
      await page.waitForSelector('text=Manifest');
    },
  ],
];

for (const [name, path, settle] of PAGES) {
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      const look = async (page) => {
        await settle(page);
        await page.waitForLoadState('networkidle');
        await assertAccessible(page);
        await assertFits(page);
      };
      test(`${name} at ${width} px, ${scheme}`, () => visit(path, look, { width, scheme }));
    }
  }
}

for (const [path, title] of [
  ['/cases', 'There are no cases yet'],
  ['/suspicious', 'No day has been analysed yet'],
  ['/ingest', 'The lake is empty'],
  ['/runs', 'No analysis has been run yet'],
]) {
  const look = async (page) => {
    await page.waitForSelector(`text=${title}`);
    assert.match(await page.innerText('main'), /winnow \w+/);
    await assertAccessible(page);
  };
  test(`${path} of an empty lake says what to do`, { skip: EMPTY ? false : 'WINNOW_URL is set' }, () =>
    visit(path, look, { base: EMPTY }),
  );
}

test('the keys are listed', () =>
  visit('/suspicious', async (page) => {
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    await assertAccessible(page);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog[open]').count(), 0);
  }));

test('a page that is not there says so', () =>
  visit(
    '/nowhere',
    async (page) => {
      await page.waitForSelector('text=There is no such page');
      await assertAccessible(page);
    },
    { expected: [/404/] },
  ));

test('the theme can be chosen and stays', () =>
  visit('/runs', async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.click('button[aria-label^="Theme"]');
    await page.click('button[aria-label^="Theme"]');
    const dark = await ground();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await ground(), dark);
  }));

test('the first stop of the tabulator skips to the content', () =>
  visit('/suspicious', async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  }));

test('the row of a finding is seen among many around it', () =>
  visit('/suspicious?kind=dns&rank=12', async (page) => {
    // The pages ask for an hour at most: of the sample, a day has as many rows.
    await page.route('**/neighbours?minutes=60', (route) => route.continue({ url: `${route.request().url()}&limit=20`.replace('=60', '=1440') }));
    await page.waitForSelector('.detail dl');
    await page.selectOption('.detail select', '60');
    await page.getByText('the 20 rows nearest to it').waitFor();
    const [box, own] = await Promise.all(['.scroll', '.self'].map((part) => page.locator(`.detail ${part}`).boundingBox()));
    assert.ok(own.y > box.y && own.y + own.height < box.y + box.height, `the row is at ${own.y}, the box at ${box.y}`);
  }));

test('a part of a list beyond its end is its last part', () =>
  visit('/suspicious?kind=flow&offset=5000', async (page) => {
    const { matched } = await page.evaluate(async () => {
      const { days } = await (await fetch('/api/v1/days')).json();
      return (await fetch(`/api/v1/findings?kind=flow&day=${days[0].day}&limit=1`)).json();
    });
    await page.waitForSelector('main tbody tr');
    const last = Math.floor((matched - 1) / 100) * 100;
    assert.equal(await page.locator('main tbody tr').count(), matched - last);
    assert.equal(new URL(page.url()).searchParams.get('offset') ?? '0', String(last));
    await page.goto(new URL('/ingest?offset=99999', page.url()).href);
    await page.waitForSelector('.scroll tbody tr');
    assert.doesNotMatch(page.url(), /99999/);
  }));

test('the next part of a list is shown from its start', () =>
  visit('/runs', async (page) => {
    await page.route('**/api/v1/inputs?*', async (route) => {
      const url = new URL(route.request().url());
      const offset = Number(url.searchParams.get('offset'));
      url.searchParams.set('offset', '0');
      const response = await route.fetch({ url: url.href });
      const { inputs } = await response.json();
      const many = Array.from({ length: 100 }, (_, index) => ({ ...inputs[0], id: offset + index, name: `input ${offset + index}` }));
      await route.fulfill({ response, json: { total: 490, offset, limit: 100, inputs: many } });
    });
    for (const [path, rows] of [
      ['/ingest', '.scroll tbody tr'],
      ['/suspicious?kind=flow', '[role=grid] tbody tr'],
      ...(SAMPLE ? [['/cases', '[role=grid] tbody tr']] : []),
    ]) {
      await page.goto(new URL(path, page.url()).href);
      const first = page.locator(rows).first();
      const before = await first.innerText();
      await page.click('a[rel=next]');
      await page.waitForFunction(([row, text]) => document.querySelector(row)?.innerText !== text, [rows, before]);
      await page.waitForLoadState('networkidle');
      const { y, height } = await first.boundingBox();
      const bar = await page.locator('body header').first().boundingBox();
      assert.ok(y >= bar.height && y + height < 900, `the first row of ${path} is at ${y}`);
    }
  }));

test('commands name the lake that is served', () =>
  visit('/runs', async (page) => {
    const { lake, context } = await page.evaluate(async () => (await fetch('/api/v1/health')).json());
    const word = (text) => (/^[\w@%+=:,.\/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
    await page.click('main tbody tr a');
    await page.waitForSelector('text=Manifest');
    const verify = await page.innerText('.command code');
    assert.ok(verify.includes(` --lake ${word(lake)}`), verify);
    if (SAMPLE) assert.ok(verify.endsWith(` --context ${word(context)}`), verify);
    const days = await page.evaluate(async () => (await (await fetch('/api/v1/days')).json()).days);
    const missing = days.flatMap(({ day, lists }) =>
      ['flow', 'dns', 'http'].filter((kind) => !lists.some((list) => list.kind === kind)).map((kind) => ({ day, kind })),
    )[0];
    if (!missing) return;
    await page.goto(new URL(`/suspicious?day=${missing.day}&kind=${missing.kind}`, page.url()).href);
    const analyze = await page.innerText('.command code');
    const expected = `winnow analyze ${missing.kind} --day ${missing.day} --lake ${word(lake)}${context ? ` --context ${word(context)}` : ''}`;
    assert.equal(analyze, expected);
  }));

test('an address of IPv6 is kept apart from its port, and its name can be read', { skip: SAMPLE ? false : 'WINNOW_URL is set: needs the sample lake' }, () =>
  visit('/suspicious?kind=flow&rank=1', async (page) => {
    await page.waitForSelector('.detail dl');
    const host = page.locator('main tbody tr .host', { hasText: 'Documentation' }).first();
    assert.match(await host.innerText(), /^\[2001:db8:[0-9a-f:]+\]:\d+\s/);
    const { width } = await host.locator('.name').boundingBox();
    assert.ok(width > 40, `the name has ${width} px`);
  }));

test('the legend of the chart says the same of all that it has no value for', () =>
  visit('/ingest', async (page) => {
    await page.waitForSelector('.u-legend');
    const values = await page.locator('.u-legend .u-value').allTextContents();
    assert.ok(values.length > 1);
    assert.deepEqual([...new Set(values)], ['–']);
  }));

test('the chart zooms by dragging and by key, and shows all again', () =>
  visit('/ingest', async (page) => {
    const box = await page.locator('.u-over').boundingBox();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/from=/);
    await page.waitForLoadState('networkidle');
    const dragged = page.url();
    await page.locator('figure[role=group]').focus();
    await page.keyboard.press('+');
    await page.waitForFunction((url) => location.href !== url, dragged);
    await page.click('text=Show all');
    assert.doesNotMatch(page.url(), /from=/);
  }));

test('a slow answer is waited for in words', () =>
  visit('/runs', async (page) => {
    await page.route('**/api/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    for (const [path, said] of [
      ['/suspicious', 'Loading the days …'],
      ['/suspicious', 'Loading the list …'],
      ['/cases', 'Loading the cases …'],
      ['/runs', 'Loading the runs …'],
      ['/ingest', 'Loading the inputs …'],
    ]) {
      await page.goto(new URL(path, page.url()).href);
      await page.getByText(said).waitFor();
    }
  }));

for (const path of ['/suspicious', '/cases']) test(`nothing moves while the list of ${path} loads`, () =>
  visit('/runs', async (page) => {
    await page.goto(new URL(path, page.url()).href);
    await page.waitForSelector('main tbody tr');
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 500);
        }),
    );
    assert.ok(shift < 0.05, `layout shift ${shift}`);
  }));
