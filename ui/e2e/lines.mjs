// SPDX-License-Identifier: Apache-2.0
// A reporter of node:test: one line a test, "passed|failed|skipped pages: NAME".

export default async function* lines(source) {
  for await (const event of source) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, skip, details } = event.data;
    const skipped = skip !== undefined && skip !== false;
    if (details?.type === 'suite' && !skipped) continue;
    const outcome = skipped ? 'skipped' : event.type === 'test:pass' ? 'passed' : 'failed';
    yield `${outcome} pages: ${name}${typeof skip === 'string' ? `: ${skip}` : ''}\n`;
  }
}
