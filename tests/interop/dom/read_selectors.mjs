// Has @apache-annotator/dom find what W3C Web Annotations select, in texts that stand in a page.
//
//     node read_selectors.mjs EXPORT
//
// EXPORT is a folder with annotations.jsonld and the texts that it names. Each text is put into a page: a line an element, of
// several text nodes. Prints a line of JSON for each target with selectors: the
// annotation, its source, and for each kind of selector where its ranges are, in code points, and what they hold.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } from "@apache-annotator/dom";
import { JSDOM } from "jsdom";

const MATCHERS = { TextPositionSelector: createTextPositionSelectorMatcher, TextQuoteSelector: createTextQuoteSelectorMatcher };
// So many code points are in one text node, so words and marks are cut in two.
const NODE = 61;

const { window } = new JSDOM("<!doctype html><body></body>");
const { document } = window;
// A browser has them everywhere.
Object.assign(globalThis, { Node: window.Node, NodeFilter: window.NodeFilter });

/** A text as the content of an element, in elements and text nodes. */
function page(text) {
  const whole = document.createElement("article");
  for (const line of text.match(/[^\n]*\n|[^\n]+/g) ?? []) {
    const paragraph = document.createElement("p");
    const characters = Array.from(line);
    for (let at = 0; at < characters.length; at += NODE) {
      paragraph.append(document.createTextNode(characters.slice(at, at + NODE).join("")));
    }
    whole.append(paragraph);
  }
  document.body.replaceChildren(whole);
  return whole;
}

/** How many code points stand before a place. */
function before(scope, node, offset) {
  const range = document.createRange();
  range.setStart(scope, 0);
  range.setEnd(node, offset);
  return Array.from(range.toString()).length;
}

const folder = process.argv[2];
const { items } = JSON.parse(readFileSync(join(folder, "annotations.jsonld"), "utf8")).first;
const targets = new Map();
for (const item of items) {
  for (const target of Array.isArray(item.target) ? item.target : []) {
    targets.set(target.source, [...(targets.get(target.source) ?? []), { annotation: item.id, selectors: target.selector }]);
  }
}
for (const [source, all] of targets) {
  const scope = page(readFileSync(join(folder, source), "utf8"));
  for (const { annotation, selectors } of all) {
    const found = {};
    for (const selector of selectors) {
      found[selector.type] = [];
      for await (const range of MATCHERS[selector.type](selector)(scope)) {
        const start = before(scope, range.startContainer, range.startOffset);
        const end = before(scope, range.endContainer, range.endOffset);
        found[selector.type].push([start, end, range.toString()]);
      }
    }
    console.log(JSON.stringify({ annotation, source, found }));
  }
}
