/** What the compiler must refuse, so that a mistake is found before a reader finds it. Nothing here is ever run. */
import type { Block, Client } from "./client.js";

export function refused(api: Client, block: Block): unknown[] {
  const found: unknown[] = [];
  // @ts-expect-error a parameter that does not exist
  found.push(api.GET("/api/research/v1/updates/", { params: { query: { lang: "es" } } }));
  // @ts-expect-error a value that the parameter cannot have
  found.push(api.GET("/api/research/v1/updates/", { params: { query: { sort: "title" } } }));
  // @ts-expect-error a list falls back by the chain or not at all
  found.push(api.GET("/api/research/v1/updates/", { params: { query: { fallback: "en" } } }));
  // @ts-expect-error an address that does not exist
  found.push(api.GET("/api/research/v1/findings/"));
  // @ts-expect-error a kind of block that does not exist
  found.push(block.type === "quotation");
  // @ts-expect-error only a finding has caveats, and this may be another block
  found.push(block.caveats);
  // @ts-expect-error a study has none
  if (block.type === "study") found.push(block.caveats);
  // @ts-expect-error a finding has several
  if (block.type === "finding") found.push(block.caveat);
  return found;
}
