// Bundle what runs in the browser into the folder that the package carries, with the licences of what is bundled.
// It runs in build/browser, where its packages are.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";

const here = new URL(".", import.meta.url);
const target = new URL("../../kg/web/static/", here);

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  absWorkingDir: here.pathname,
  entryPoints: ["src/query.ts", "src/query.css"],
  outdir: target.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
  logLevel: "warning",
});
// Last, as its presence says that all is built.
await writeFile(new URL("NOTICES.txt", target), await notices());

/** What the packages that are bundled say of themselves, and their licences. */
async function notices() {
  const lock = JSON.parse(await readFile(new URL("package-lock.json", here), "utf8"));
  const parts = ["What runs in the browser holds these packages."];
  for (const [place, locked] of Object.entries(lock.packages)) {
    if (place === "" || locked.dev || locked.optional) continue;
    const folder = new URL(`${place}/`, here);
    const told = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    const author = typeof told.author === "object" ? told.author.name : told.author;
    const heading = `${told.name} ${told.version} · ${told.license}${author ? ` · ${author}` : ""}`;
    const texts = [];
    for (const name of (await readdir(folder)).sort()) {
      if (/^(licen[cs]e|notice)/i.test(name)) texts.push(await readFile(new URL(name, folder), "utf8"));
    }
    parts.push([heading, told.homepage ?? "", ...texts.map((text) => text.trim())].join("\n"));
  }
  return parts.join(`\n\n${"-".repeat(80)}\n`) + "\n";
}
