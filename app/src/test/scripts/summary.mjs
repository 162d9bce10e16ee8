// SPDX-License-Identifier: Apache-2.0
// Adds up Surefire's reports and the lines of the script tests; names what failed or was skipped.
// usage: summary.mjs LINES FAILED_STEPS; a line is "passed|failed|skipped name"
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";

const [linesFile, failedSteps] = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
const names = { failed: [], skipped: [] };

function note(outcome, name) {
  counts[outcome]++;
  names[outcome]?.push(name);
}

const unescape = (text) =>
  text.replace(/&(quot|lt|gt|amp|apos|#10);/g, (_, e) =>
    ({ quot: '"', lt: "<", gt: ">", amp: "&", apos: "'", "#10": " " })[e]);

const reports = readdirSync(".")
  .map((module) => `${module}/target/surefire-reports`)
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  .filter((file) => /\/TEST-.*\.xml$/.test(file));
for (const report of reports) {
  const xml = readFileSync(report, "utf8").replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  for (const [, attributes, body] of xml.matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const attribute = (key) => unescape(attributes.match(new RegExp(`\\b${key}="([^"]*)"`))?.[1] ?? "");
    const name = `${attribute("classname")}.${attribute("name")}`;
    const skipped = body?.match(/<skipped(?:[^>]*message="([^"]*)")?/);
    if (/<(failure|error)\b/.test(body ?? "")) note("failed", name);
    else if (skipped) note("skipped", `${name}: ${unescape(skipped[1] ?? "")}`);
    else note("passed", name);
  }
}
for (const line of readFileSync(linesFile, "utf8").split("\n").filter(Boolean)) {
  const [, outcome, name] = line.match(/^(passed|failed|skipped) (.*)$/) ?? [null, "failed", line];
  note(outcome, name);
}
rmSync(linesFile);
for (const name of names.skipped.sort()) console.log(`skipped: ${name}`);
for (const name of names.failed.sort()) console.log(`failed: ${name}`);
if (Number(failedSteps) > 0 && counts.failed === 0) counts.failed = Number(failedSteps);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
