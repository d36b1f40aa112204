// Builds what browsers get: modules and styles, minified, each with its checksum
// in its name, beside a gzip copy and a manifest that assets.go reads. In
// dist/server stands what the server draws with.
import { build } from "esbuild";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { fonts } from "./fonts.mjs";
import { drawing } from "./server.mjs";

const out = "dist";
for (const name of await readdir(out)) {
  if (name !== ".gitkeep") await rm(join(out, name), { recursive: true });
}

const result = await build({
  entryPoints: ["src/board.ts", "src/embed.ts", "src/wall.ts", "css/board.css", "css/embed.css", "css/wall.css", "src/icon.svg"],
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "copy" },
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2021",
  charset: "utf8",
  legalComments: "linked",
  minify: true,
  metafile: true,
});

// For other people's pages: one classic script that leaves no name behind.
const host = await build({ entryPoints: ["src/host.ts"], outdir: out, entryNames: "[name]-[hash]", bundle: true, format: "iife", target: "es2021", charset: "utf8", minify: true, metafile: true });

const manifest = {};
for (const [file, made] of Object.entries({ ...result.metafile.outputs, ...host.metafile.outputs })) {
  const name = basename(file);
  if (made.entryPoint) manifest[basename(made.entryPoint).replace(/\.ts$/, ".js")] = name;
  await writeFile(join(out, name + ".gz"), gzipSync(await readFile(file), { level: 9 }));
}
const version = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8")).version;
await writeFile(join(out, "manifest.json"), JSON.stringify({ echarts: await version("echarts"), files: manifest }, null, 1) + "\n");

const server = join(out, "server");
await mkdir(server);
const keep = (name, bytes) => writeFile(join(server, name + ".gz"), gzipSync(bytes, { level: 9 }));
await keep("draw.js", await drawing());
for (const { name, bytes } of await fonts()) await keep(name, bytes);
