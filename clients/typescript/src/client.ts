/** A typed client: every address, parameter and field comes from the OpenAPI document (`npm run types`). */
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Schemas = components["schemas"];
export type Update = Schemas["ServedUpdateV1"];
export type Block = Update["blocks"][number];
export type Text = Schemas["Text"];
export type Problem = Schemas["ProblemDetail"];

export type Client = ReturnType<typeof client>;
export type Answer = { update: Update; problem?: never } | { problem: Problem; update?: never };

/**
 * `host` is where the API is, without its path: `https://updates.example.org`. `key` is an API key, where the site has
 * given one: keep it on a server, because whoever has the page of a browser has its keys.
 */
export function client(host: string, key?: string) {
  return createClient<paths>({ baseUrl: host, headers: key ? { Authorization: `Bearer ${key}` } : {} });
}

/** One whole update in the language that a reader can read; `languages` is an Accept-Language header. */
export async function readUpdate(api: Client, key: string, languages: string): Promise<Answer> {
  const { data, error } = await api.GET("/api/research/v1/updates/{translation_key}/", {
    params: { path: { translation_key: key } },
    headers: { "Accept-Language": languages },
  });
  // Without `fields` and `locales` it is neither an excerpt nor several locales at once.
  return error ? { problem: error } : { update: data as Update };
}

/** Every update once, in a locale or else in what stands in for it, the latest first. Each says its language. */
export async function listUpdates(api: Client, locale: string): Promise<Update[]> {
  const query = { locale, fallback: "chain" } as const;
  const { data, error } = await api.GET("/api/research/v1/updates/", { params: { query } });
  if (error) throw new Error(error.detail);
  return data.items as Update[];
}
