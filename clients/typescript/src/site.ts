/** A whole site: `npm start -- http://localhost:8000 3000`. A reader gets the language that the browser asks for. */
import { createServer } from "node:http";
import { client, listUpdates, readUpdate } from "./client.js";
import { document, page, problem, say } from "./show.js";

const [host = "http://localhost:8000", port = "3000"] = process.argv.slice(2);
const api = client(host);

createServer(async (request, answer) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://site");
  const languages = searchParams.get("locale") ?? request.headers["accept-language"] ?? "en";
  answer.setHeader("Content-Type", "text/html; charset=utf-8");
  if (pathname !== "/") {
    const found = await readUpdate(api, pathname.slice(1), languages);
    answer.statusCode = found.problem?.status ?? 200;
    return answer.end(found.update ? page(found.update) : problem(found.problem));
  }
  const updates = await listUpdates(api, languages.split(/[,;-]/)[0] ?? "en");
  const links = updates.map((u) => `<li><a href="/${u.translation_key}">${say(u.title, "span")}</a></li>`);
  return answer.end(document("", "auto", "Updates", [`<ul>${links.join("")}</ul>`]));
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
