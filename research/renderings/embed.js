// An update of medical research as an element of any page. Paste two lines:
//   <script src="https://…/updates/KEY/renderings/embed/"></script>
//   <research-update></research-update>
// An element shows the update of the last such script before it. Attributes: `src` (the address of `renderings/html/` of
// another update), `locale` (else the reader's languages), `level` (of its title as a heading, else 2), `refresh`
// (minutes until it asks what has changed, else 5; 0 for never). Colours and sizes are those of the page.
// It is no module, so that the element has its height before the page is first shown and nothing jumps.
{
  const HERE = new URL("../html/", document.currentScript.src);
  const WORDS = {
    en: ["Loading the update…", "The update cannot be shown just now.", "Try again", "Read it on the site of its publisher", "This update was taken back and is not public any more.", "This text is in this language: "],
    es: ["Cargando la novedad…", "Ahora no se puede mostrar la novedad.", "Intentar de nuevo", "Leerla en el sitio de quien la publica", "Esta novedad se ha retirado y ya no es pública.", "Este texto está en este idioma: "],
    fr: ["Chargement de l’actualité…", "L’actualité ne peut pas être affichée pour le moment.", "Réessayer", "La lire sur le site de son éditeur", "Cette actualité a été retirée et n’est plus publique.", "Ce texte est dans cette langue : "],
    de: ["Der Beitrag wird geladen …", "Der Beitrag kann gerade nicht gezeigt werden.", "Noch einmal versuchen", "Auf der Website des Herausgebers lesen", "Dieser Beitrag wurde zurückgezogen und ist nicht mehr öffentlich.", "Dieser Text ist in dieser Sprache: "],
    ar: ["جارٍ تحميل المستجد…", "لا يمكن عرض المستجد الآن.", "حاول مرة أخرى", "اقرأه في موقع ناشره", "سُحب هذا المستجد ولم يعد متاحًا للعموم.", "هذا النص بهذه اللغة: "],
  };
  const STYLE = `
  :host { display: flow-root; min-block-size: var(--research-height, 100vh); overflow-wrap: break-word; }
  :host([hidden]) { display: none; }
  a { color: var(--research-link, inherit); }
  p, ul, ol, dl, figure { margin-block: 0 0.8em; }
  h1, h2, h3, h4, h5, h6 { line-height: 1.35; margin-block: 1.4em 0.5em; }
  dt, dfn { font-weight: 700; font-style: normal; }
  dd { margin-inline-start: 0; }
  img, svg { max-inline-size: 100%; block-size: auto; }
  .eyebrow, .quiet { font-size: 0.92em; opacity: 0.85; }
  .notice, .conflict, .warning, .later, .caveat { border: 1px solid var(--research-line, currentColor);
    border-inline-start: 0.4rem solid var(--research-accent, currentColor); padding: 0.8rem 1rem; margin-block: 0 1rem; }
  p.notice { border: 0; padding: 0; font-weight: 600; }
  .table { overflow-x: auto; }
  table { border-collapse: collapse; }
  th, td { border: 1px solid currentColor; padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
  :focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }`;

  class ResearchUpdate extends HTMLElement {
    static observedAttributes = ["src", "locale", "level"];
    #tag = "";
    #timer = 0;
    #asked = 0;
    #place = null;
    #due = 0;
    #here = HERE;

    connectedCallback() {
      for (const script of document.querySelectorAll('script[src*="/renderings/embed/"]')) {
        const follows = script.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (follows) this.#here = new URL("../html/", script.src);
      }
      if (!this.shadowRoot) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        this.#say(0, "status");
      }
      this.#load();
      const minutes = Number(this.getAttribute("refresh") ?? 5);
      if (minutes > 0) this.#timer = setInterval(() => document.hidden || this.#look(), Math.max(minutes, 1) * 60_000);
    }

    disconnectedCallback() {
      clearInterval(this.#timer);
    }

    attributeChangedCallback(_name, before) {
      if (!this.shadowRoot) return;
      // What was shown is of another update, or in another language.
      this.#place = null;
      this.#tag = "";
      this.#say(0, "status");
      this.#load();
    }

    // Ask the journal whether this update has changed. Its text is fetched again then, and once more at the next turn,
    // because a cache on the way may still have given the old one; and where nobody can tell.
    async #look() {
      const turn = this.#asked;
      const address = this.#address();
      if (!address) return;
      const key = address.pathname.match(/\/updates\/([^/]+)\/renderings\//)?.[1]?.toLowerCase();
      try {
        if (!this.#place) {
          this.#place = new URL("../../../../changes/?cursor=end", address);
          this.#due = 2;
        }
        for (let next = this.#place; next; ) {
          const answer = await this.#fetched(next);
          if (!answer.ok) throw new Error(String(answer.status));
          const told = await answer.json();
          // It was given another update meanwhile, and begins anew.
          if (turn !== this.#asked) return;
          this.#place = told.resume;
          next = told.next;
          if (told.items.some((change) => change.translation_key === key)) this.#due = 2;
        }
      } catch {
        if (turn !== this.#asked) return;
        this.#place = null;
        this.#due = 2;
      }
      // What could not be fetched is fetched at the next turn.
      if ((this.#due > 0 || !key) && (await this.#load()) && this.#due > 0) this.#due -= 1;
    }

    // Show what is there now. True where there was an answer, false where it has to be asked for again.
    async #load() {
      const turn = ++this.#asked;
      const address = this.#address();
      if (!address) {
        this.#say(1, "alert");
        return true;
      }
      address.searchParams.set("fragment", "1");
      address.searchParams.set("level", this.getAttribute("level") ?? "2");
      if (this.getAttribute("locale")) address.searchParams.set("locale", this.getAttribute("locale"));
      try {
        const answer = await this.#fetched(address);
        if (turn !== this.#asked) return false;
        if (answer.status === 410) {
          this.#say(4, "alert");
          return true;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        const tag = answer.headers.get("ETag") ?? "";
        if (tag && tag === this.#tag) return true;
        const words = await answer.text();
        if (turn !== this.#asked) return false;
        // A page that something on the way put in its place is no update, and no script of it may run.
        const update = new DOMParser().parseFromString(words, "text/html").querySelector("body > .research-update");
        if (!update) throw new Error("no update");
        this.#tag = tag;
        this.#replace(update);
        this.#tellLanguage(update);
        this.dispatchEvent(new CustomEvent("research-update-shown", { bubbles: true }));
        return true;
      } catch {
        // What is shown already stays; it was true when it came.
        if (turn === this.#asked && !this.#tag) this.#say(1, "alert");
        return false;
      }
    }

    // Null where `src` is no address.
    #address() {
      const src = this.getAttribute("src") ?? this.#here;
      return URL.canParse(src, this.#here) ? new URL(src, this.#here) : null;
    }

    // The browser asks whether its copy is still the same, and gets the bytes only where it is not.
    #fetched(address) {
      return fetch(address, { cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(30_000) });
    }

    #languages() {
      return [this.getAttribute("locale"), ...navigator.languages].filter(Boolean).map((tag) => tag.split("-")[0]);
    }

    #box(which) {
      const language = this.#languages().find((tag) => WORDS[tag]) ?? "en";
      const box = document.createElement("div");
      box.lang = language;
      box.dir = language === "ar" ? "rtl" : "ltr";
      const said = document.createElement("p");
      said.textContent = WORDS[language][which];
      box.append(said);
      return box;
    }

    // Say which language the text is in, if it is none of the reader's.
    #tellLanguage(update) {
      if (!update.lang || this.#languages().includes(update.lang.split("-")[0])) return;
      const box = this.#box(5);
      box.firstChild.textContent += new Intl.DisplayNames([box.lang], { type: "language" }).of(update.lang);
      this.shadowRoot.prepend(box);
    }

    #say(which, role) {
      const box = this.#box(which);
      const language = box.lang;
      box.firstChild.setAttribute("role", role);
      if (which === 1) {
        const again = document.createElement("button");
        again.type = "button";
        again.textContent = WORDS[language][2];
        again.addEventListener("click", () => (this.#say(0, "status"), this.#load()));
        const link = document.createElement("a");
        link.href = (this.#address() ?? this.#here).href;
        link.textContent = WORDS[language][3];
        const line = document.createElement("p");
        line.append(again, " ", link);
        box.append(line);
      }
      if (which === 4) this.#tag = "";
      this.#replace(box);
    }

    #replace(content) {
      this.shadowRoot.replaceChildren(content);
      // Links inside of a shadow tree do not scroll by themselves.
      for (const link of this.shadowRoot.querySelectorAll('a[href^="#"]')) {
        link.addEventListener("click", (event) => {
          const target = this.shadowRoot.getElementById(link.getAttribute("href").slice(1));
          if (!target) return;
          event.preventDefault();
          target.tabIndex = -1;
          target.focus();
        });
      }
    }
  }

  if (!customElements.get("research-update")) customElements.define("research-update", ResearchUpdate);
}
