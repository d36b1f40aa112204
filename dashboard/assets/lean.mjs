// The server's ECharts is lean: a picture is drawn once, from an option of our
// own, and nobody points at it. What only a pointer, a second option or an old
// option needs is left out of its source as it is bundled, and what is asked for
// each value again is asked once. Pictures stay the same to the byte
// (TestAsInNode draws them with the whole ECharts beside).
import { readFile } from "node:fs/promises";
import { axes } from "./lean-axis.mjs";
import { echarts } from "./lean-echarts.mjs";
import { series } from "./lean-series.mjs";
import { stages } from "./lean-stages.mjs";
import { svg } from "./lean-svg.mjs";
import { zrender } from "./lean-zrender.mjs";

// Each file's changes: words that stand in it exactly once, and what takes their
// place. A version of ECharts that says it otherwise fails the build.
const changes = {};
for (const table of [echarts, series, stages, axes, zrender, svg]) for (const file in table) (changes[file] ??= []).push(...table[file]);

// lean is the bundler's plugin that makes the changes.
export const lean = {
  name: "lean",
  setup(build) {
    const missed = new Set(Object.keys(changes));
    build.onLoad({ filter: /node_modules[\\/](echarts|zrender)[\\/]lib[\\/].*\.js$/ }, async ({ path }) => {
      const file = path.replaceAll("\\", "/").replace(/.*node_modules\//, "");
      if (!changes[file]) return undefined;
      missed.delete(file);
      let contents = await readFile(path, "utf8");
      for (const [from, to] of changes[file]) {
        const parts = contents.split(from);
        if (parts.length !== 2) throw new Error(`lean.mjs: ${file} has ${parts.length - 1} times, not once: ${from}`);
        contents = parts.join(to);
      }
      return { contents };
    });
    build.onEnd(() => {
      if (missed.size) throw new Error(`lean.mjs: not bundled: ${[...missed].join(", ")}`);
    });
  },
};
