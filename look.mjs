// Builds the style sheets out of Codex's tokens and components and our own rules, leaving out what no page uses.
// Writes src/thriving/ui/static/ui/built/{public,staff}{,-rtl}.css; a decision record says why it is done this way.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Features, browserslistToTargets, transform } from "lightningcss";

const root = dirname(fileURLToPath(import.meta.url));
const codex = join(root, "node_modules/@wikimedia/codex/dist/modules");
const tokens = join(root, "node_modules/@wikimedia/codex-design-tokens/dist");
const product = join(root, "src/thriving");
const own = join(product, "ui/look");
const built = join(product, "ui/static/ui/built");

// A package's own rules lie in look/pages/<package>.css, or in look/pages/staff/ where they are for staff alone.
const pages = (folder) => cssIn(join(own, folder)).map((name) => join(folder, name));

// Every page loads the public sheet; pages for those who work here load the staff sheet after it.
const sheets = {
  public: {
    codex: ["Accordion", "Button", "Card", "Field", "InfoChip", "Label", "Message", "Select", "Table", "TextInput"],
    own: ["base.css", "page.css", "components.css", "charts.css", ...pages("pages"), "print.css"],
  },
  demo: { codex: [], own: ["demo.css"] }, // linked by the demo's bar alone
  staff: { codex: ["TextArea"], own: ["staff.css", ...pages("pages/staff")] },
};

// Older than these, a page still reads well without any sheet.
const targets = browserslistToTargets(["chrome 105", "edge 105", "firefox 105", "safari 15.4", "ios_saf 15.4"]);

const read = (...path) => readFileSync(join(...path), "utf8");

function cssIn(folder) {
  return existsSync(folder) ? readdirSync(folder).filter((name) => extname(name) === ".css").sort() : [];
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => [".html", ".py"].includes(extname(name)))
    .map((name) => read(folder, name));
}

// "cdx-message--" before a variable stands for every class that begins so.
const written = new Set(filesUnder(product).flatMap((text) => text.match(/cdx-[\w-]+/g) ?? []));
const begun = [...written].filter((name) => name.endsWith("-"));

function isWritten(name) {
  return written.has(name) || begun.some((beginning) => name.startsWith(beginning));
}

// Codex's icons are data: addresses, which our policy for images refuses, and two of them are wrong in Arabic:
// pages carry their own shapes instead. A variable's fallback repeats the token that every page has.
function fitting(css) {
  return css
    .replace(/[^{};]+:url\('?data:[^)]*\)'?;?/g, "")
    .replace(/var\((--[\w-]+),[^()]*(?:\([^()]*\))?\)/g, "var($1)")
    .replace(/([^{}]+)\{([^{}]*)\}/g, (_, selectors, declarations) => {
      const kept = selectors.split(/,(?![^(]*\))/).filter((each) => classesOf(each).every(isWritten));
      return kept.length && declarations.trim() ? `${kept.join(",")}{${declarations}}` : "";
    });
}

// What stands inside :not() may well be a class that no page has.
function classesOf(selector) {
  return selector.replace(/:not\([^)]*\)/g, "").match(/(?<=\.)cdx-[\w-]+/g) ?? [];
}

function press(name, code) {
  return transform({ filename: name, code: Buffer.from(code), minify: true, targets, exclude: Features.LightDark }).code.toString();
}

function components(names, side) {
  const suffix = side === "rtl" ? "-rtl" : "";
  return fitting(names.map((name) => read(codex, `Cdx${name}${suffix}.css`)).join("\n"));
}

function variablesOf(css) {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
}

function declarationsOf(css) {
  return new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((match) => [match[1], match[2]]));
}

// A token that is used may stand on others, which are then used too.
function used(declared, css) {
  const needed = new Set(variablesOf(css));
  for (const name of needed) variablesOf(`${declared.get(name) ?? ""}`).forEach((each) => needed.add(each));
  return needed;
}

function theme(css) {
  const light = declarationsOf(read(tokens, "theme-wikimedia-ui-root.css"));
  const dark = declarationsOf(read(tokens, "theme-wikimedia-ui-mode-dark.css"));
  const needed = used(light, css);
  const kept = (map) => [...map].filter(([name]) => needed.has(name)).map((pair) => pair.join(":")).join(";");
  // On paper every page is light.
  return `:root{${kept(light)}}
    @media screen and (prefers-color-scheme:dark){:root:not(.th-light){color-scheme:dark;${kept(dark)}}}
    @media screen{:root.th-dark{color-scheme:dark;${kept(dark)}}}`;
}

function bodyOf({ codex: names, own: files }, side) {
  return [components(names, side), ...files.map((name) => read(own, name))].join("\n");
}

function build(side) {
  const bodies = Object.entries(sheets).map(([name, parts]) => [name, bodyOf(parts, side)]);
  const tokensOfAll = theme(bodies.map(([, body]) => body).join("\n"));
  for (const [name, body] of bodies) {
    const file = `${name}${side === "rtl" ? "-rtl" : ""}.css`;
    const css = press(file, name === "public" ? `${tokensOfAll}\n${body}` : body);
    writeFileSync(join(built, file), css);
    console.log(`${file}: ${css.length} bytes, ${gzipSync(css, { level: 9 }).length} compressed`);
  }
}

mkdirSync(built, { recursive: true });
["ltr", "rtl"].forEach(build);
