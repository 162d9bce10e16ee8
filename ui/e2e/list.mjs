// SPDX-License-Identifier: Apache-2.0
// What tests look at on pages that have a list.

/** Waits until the list is there, with rows. */
export const listed = (page) => page.waitForSelector('.list[aria-busy="false"] tbody tr[aria-selected]');

/** The rank of the selected row. */
export const selected = (page) => page.locator('tr[aria-selected=true] .rank').innerText();

/** A part of the query of the address. */
export const query = (page, name) => new URL(page.url()).searchParams.get(name);

/** What has the focus, by the name that is said of it. */
export const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element.getAttribute('aria-label') ?? element.querySelector?.('.rank a')?.getAttribute('aria-label') ?? element.tagName;
  });

/** Which of the next `stops` of the tabulator do not show that they have the focus. */
export async function unmarked(page, stops) {
  const found = [];
  for (let i = 0; i < stops; i++) {
    await page.keyboard.press('Tab');
    const mark = await page.evaluate(() => {
      if (document.activeElement === document.body) return undefined; // past the last, before the first
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { what: document.activeElement.outerHTML.slice(0, 80), outlineStyle, outlineWidth };
    });
    if (mark?.outlineStyle === 'none' || mark?.outlineWidth === '0px') found.push(mark.what);
  }
  return found;
}
