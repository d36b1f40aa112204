// What the server draws with (dashboard/draw): one script for its engine.
import { build } from "esbuild";
import { lean } from "./lean.mjs";

// drawing is the script's bytes; plugins change what is bundled.
export async function drawing(plugins = [lean]) {
  const made = await build({
    entryPoints: ["src/server.ts"],
    bundle: true,
    format: "iife",
    globalName: "drawing",
    target: "es2017",
    charset: "utf8",
    legalComments: "eof",
    minify: true,
    write: false,
    plugins,
  });
  return made.outputFiles[0].contents;
}
