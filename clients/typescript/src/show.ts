/** An update as HTML. What a reader must know first comes first, and a finding never comes without its caveats. */
import type { Block, Problem, Text, Update } from "./client.js";

type Finding = Extract<Block, { type: "finding" }>;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escape = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");

/** Every text is marked with its own language: it may be another one than that of the page. */
export const say = (text: Text | null, tag = "p") =>
  text ? `<${tag} lang="${escape(text.language)}" dir="${text.direction}">${escape(text.text)}</${tag}>` : "";
const all = (texts: readonly Text[], tag = "p") => texts.map((text) => say(text, tag)).join("");

export function page(update: Update): string {
  const { evidence, conflict_of_interest: conflict, provenance } = update;
  const disclosures = conflict?.disclosures.map((d) => say(d.kind.label, "strong") + say(d.detail)) ?? [];
  const others = update.alternates.map(
    (other) =>
      `<li><a href="?locale=${encodeURIComponent(other.locale)}" lang="${escape(other.locale)}">${escape(other.name)}</a></li>`,
  );
  return document(update.language, update.direction, update.title.text, [
    evidence.notice ? `<div role="note" class="evidence">${say(evidence.notice)}</div>` : "",
    conflict ? `<div role="note" class="conflict">${say(conflict.notice)}${disclosures.join("")}</div>` : "",
    say(provenance.outdated_notice),
    say(provenance.review_notice),
    say(update.title, "h1"),
    `<ul class="summary">${update.summary.map((one) => say(one.message, "li")).join("")}</ul>`,
    ...update.blocks.map(block),
    `<ul class="languages">${others.join("")}</ul>`,
  ]);
}

/** The compiler refuses a kind of block that is not shown. */
function block(block: Block): string {
  switch (block.type) {
    case "study":
      return `<section class="study">${say(block.title, "h2")}${say(block.design?.label ?? null)}</section>`;
    case "finding":
      return finding(block);
    case "caveat":
      return `<section class="caveats">${say(block.kind.label, "strong")} ${say(block.sentence)}${say(block.detail)}</section>`;
    case "rich_text":
      return `<div lang="${escape(block.content.language)}" dir="${block.content.direction}">${block.content.html}</div>`;
    case "figure":
      return `<figure><img src="${escape(block.url)}" alt="${escape(block.alt?.text ?? "")}" lang="${escape(
        block.alt?.language ?? "",
      )}">${say(block.caption, "figcaption")}</figure>${say(block.long_description)}`;
    case "table":
      return `<table>${say(block.caption, "caption")}<tr>${all(block.columns, "th")}</tr>${block.rows
        .map((row) => `<tr>${all(row, "td")}</tr>`)
        .join("")}</table>`;
    case "glossary_term":
      return `<dl>${say(block.term, "dt")}${say(block.definition, "dd")}</dl>`;
  }
}

function finding(block: Finding): string {
  const later = block.later_evidence.map((one) => say(one.relation.label, "strong") + say(one.note));
  const caveats = block.caveats.map(
    (caveat) => `<li>${say(caveat.kind.label, "strong")} ${say(caveat.sentence)}${say(caveat.detail)}</li>`,
  );
  return `<article class="finding">
${later.join("")}${all(block.before_statement)}${say(block.statement, "h2")}${all(block.after_statement)}
<ul class="caveats">${caveats.join("")}</ul>${say(block.no_caveat_reason)}${say(block.what_it_does_not_mean)}
</article>`;
}

export function problem(found: Problem): string {
  return document("en", "ltr", found.title, [`<h1>${escape(found.title)}</h1><p>${escape(found.detail)}</p>`]);
}

export function document(language: string, direction: string, title: string, parts: string[]): string {
  return `<!doctype html><html lang="${escape(language)}" dir="${direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>
body { font: 1.1rem/1.7 "Noto Sans", "Noto Sans Arabic", sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
[role="note"], .caveats { border-inline-start: .4rem solid #9a3412; background: #fff7ed; padding: .5rem 1rem; }
.caveats { list-style: none; } .finding { border-block-start: 1px solid #999; padding-block: 1rem; }
</style></head><body><main>${parts.filter(Boolean).join("\n")}</main></body></html>`;
}
