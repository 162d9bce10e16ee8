// SPDX-License-Identifier: Apache-2.0
// The table of `winnow evaluate --against cases --ablation` in Markdown: methods, then cases without one of the families.
import { readFileSync } from "node:fs";

const [header, ...lines] = readFileSync(process.argv[2], "utf8").trim().split(/\r?\n/).map((line) => line.split(","));
const rows = lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i]])));
const number = (row, name) => (row[name] ? Number(row[name]).toFixed(2) : "");
const interval = (row, name) => (row[name] ? `${number(row, name)} (${number(row, `${name}_low`)} to ${number(row, `${name}_high`)})` : "");
const print = (...cells) => console.log(`| ${cells.join(" | ")} |`);

const table = (title, rows, behind) => {
  print(title, "within 10", "within 20", "within 50", "average precision", "behind cases at 20", "behind in average precision");
  print(...Array(7).fill("---"));
  for (const row of rows) {
    const recall = [number(row, "campaign_recall_10"), interval(row, "campaign_recall_20"), number(row, "campaign_recall_50")];
    const lag = behind(row) ? ["campaign_recall_20_behind", "average_precision_behind"].map((name) => interval(row, name)) : ["", ""];
    print(row.method, ...recall, interval(row, "average_precision"), ...lag);
  }
  console.log();
};
const isVariant = (row) => row.method.startsWith("cases-");
table("method", rows.filter((row) => !isVariant(row)), (row) => row.method !== "cases");
table("variant", rows.filter(isVariant), () => true);
