// Bundles the panel, the overview and the worker into dist/ and copies what a browser needs beside them.
// The same sources give the same bytes: no date, no path and no hash goes in.
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = `${here}/dist`;

await rm(out, { recursive: true, force: true });
await mkdir(out);
await build({
  absWorkingDir: here,
  entryPoints: {
    background: "src/background.ts",
    panel: "src/panel/main.tsx",
    overview: "src/overview/main.tsx",
  },
  outdir: out,
  bundle: true,
  format: "esm",
  target: "chrome116",
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "eof",
  logLevel: "warning",
});
const copied = [
  ["manifest.json", "manifest.json"],
  ["src/panel/panel.html", "panel.html"],
  ["src/overview/overview.html", "overview.html"],
  ["src/panel/css", "css"],
  ...["16", "32", "48", "128"].map((size) => [`icons/${size}.png`, `icons/${size}.png`]),
];
for (const [from, to] of copied) {
  await cp(`${here}/${from}`, `${out}/${to}`, { recursive: true });
}
