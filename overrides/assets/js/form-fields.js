// The fields of the form, for Jedison, which makes them from a schema: labels, help and faults tied to each field, and
// nothing on the page replaced while someone types in it. What people write goes into values and text only.
/* global Jedison */

export function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes))
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== "") made.setAttribute(key, value);
  made.append(...content.filter((part) => part !== "" && part !== undefined));
  return made;
}

// Text in the voice of its own script, whatever the language of the page.
export const spoken = (text) => element("bdi", { lang: /[\u0621-\u064a]/.test(text) ? "ar" : "en" }, text);

const BY = "form"; // who changes a value: Jedison moves the focus itself after a "user" did
const setting = (instance, name) => instance.jedison.options.settings[name];
const LATIN = ["address", "date", "number", "key"];

// What all fields share: an id, a place for what is wrong, and a value that only changes what differs.
class Field extends Jedison.Editor {
  init() {
    super.init();
    this.schema = this.instance.schema;
    this.id = this.instance.jedison.options.id + this.instance.path.slice(1).replace(/[^\w-]/g, "-");
    this.wrong = element("div", { class: "field-wrong", id: `${this.id}-wrong` });
    this.help = this.schema.description
      ? element("p", { class: "field-help", id: `${this.id}-help` }, this.schema.description)
      : "";
    this.said = element("span", {}, this.schema.title ?? "");
    // Both languages of a label are needed where there is one at all; the label itself says whether it must be there.
    const isLabel = this.instance.parent?.schema["x-as"] === "label";
    this.isNeeded = !isLabel && Boolean(this.schema["x-required"] || this.schema["x-fewest"]);
    this.must = this.isNeeded ? element("span", { class: "must" }, setting(this.instance, "words").required) : "";
    this.shown = "[]";
  }

  get describedBy() {
    return this.help ? `${this.id}-help ${this.id}-wrong` : `${this.id}-wrong`;
  }

  call(title) {
    this.said.textContent = title;
  }

  // What can take the focus, so that a list of faults can lead here.
  get target() {
    return this.control.input;
  }

  // Faults are shown by the page, which knows when.
  showValidationErrors(faults, force = false) {
    if (!force) return;
    const own = faults.filter(({ path }) => path === this.instance.path);
    const shown = JSON.stringify(own.map(({ messages, type }) => [messages, type]));
    if (shown === this.shown) return;
    this.shown = shown;
    this.wrong.replaceChildren(
      ...own.map(({ messages, type }) => element("p", { class: `fault fault-${type}` }, ...messages)),
    );
    this.mark(own.some(({ type }) => type === "error"));
  }

  mark(isWrong) {
    if (isWrong) this.control.input?.setAttribute("aria-invalid", "true");
    else this.control.input?.removeAttribute("aria-invalid");
  }

  refreshUI() {}
  refreshTemplates() {}
  refreshDisabledState() {}
  setContainerAttributes() {
    this.control.container.dataset.path = this.instance.path;
  }
}

class Line extends Field {
  static resolves(schema) {
    return schema.type === "string" && schema["x-as"] !== "hidden";
  }

  build() {
    const { schema } = this;
    const isLong = schema["x-rows"];
    const language = schema["x-language"];
    const input = element(isLong ? "textarea" : "input", {
      id: this.id,
      "aria-describedby": this.describedBy,
      autocomplete: "off",
      ...(isLong ? { rows: schema["x-rows"] } : { type: "text" }),
      ...(LATIN.includes(schema["x-as"]) || schema["x-pattern"] ? { dir: "ltr" } : { dir: "auto" }),
      ...(language && { lang: language, dir: setting(this.instance, "directions")[language] }),
      ...(schema["x-as"] === "key" && { "data-given": true }),
      ...(schema["x-as"] === "number" && { inputmode: "decimal" }),
      ...(schema["x-as"] === "address" && { inputmode: "url" }),
      ...(schema["x-suggested"] && { list: `suggested-${schema["x-suggested"]}` }),
      ...(this.isNeeded && { "aria-required": "true" }),
    });
    const label = element("label", { for: this.id }, this.said, " ", this.must);
    const container = element("div", { class: `field field-${schema["x-as"]}` }, label, this.help, input, this.wrong);
    this.control = { container, input };
  }

  addEventListeners() {
    const { input } = this.control;
    const take = () => {
      clearTimeout(this.waiting);
      if (this.instance) this.instance.setValue(input.value, true, BY);
    };
    input.addEventListener("change", take);
    input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(take, 700);
    });
  }

  refreshUI() {
    const { input } = this.control;
    const value = this.instance.getValueRaw() ?? "";
    if (input.value !== value && document.activeElement !== input) input.value = value;
  }

  destroy() {
    clearTimeout(this.waiting);
    super.destroy();
  }
}

class Choice extends Field {
  static resolves(schema) {
    return schema["x-as"] === "code";
  }

  build() {
    const { schema } = this;
    this.names = setting(this.instance, "vocabularies")[schema["x-vocabulary"]];
    const words = setting(this.instance, "words");
    const first = schema["x-default"] ? this.names[schema["x-default"]] : words.choose;
    const isOfLanguages = schema["x-vocabulary"] === "written"; // each by its own name
    const options = Object.entries(this.names).map(([code, name]) =>
      element("option", { value: code, ...(isOfLanguages && { lang: code }) }, name),
    );
    const input = element(
      "select",
      { id: this.id, "aria-describedby": this.describedBy, ...(this.isNeeded && { "aria-required": "true" }) },
      element("option", {}, first),
      ...options,
    );
    input.options[0].value = "";
    const label = element("label", { for: this.id }, this.said, " ", this.must);
    this.control = {
      container: element("div", { class: "field field-code" }, label, this.help, input, this.wrong),
      input,
    };
  }

  addEventListeners() {
    this.control.input.addEventListener("change", () => this.instance.setValue(this.control.input.value, true, BY));
  }

  refreshUI() {
    const value = this.instance.getValueRaw() ?? "";
    const { input } = this.control;
    // A code that there is none of stays to be seen, and is told as a fault.
    if (value && ![...input.options].some((option) => option.value === value))
      input.append(element("option", { value }, value));
    input.value = value;
  }
}

class Tick extends Field {
  static resolves(schema) {
    return schema["x-as"] === "flag";
  }

  build() {
    const input = element("input", { id: this.id, type: "checkbox", "aria-describedby": this.describedBy });
    const label = element("label", { for: this.id, class: "tick" }, input, this.said);
    this.control = { container: element("div", { class: "field field-flag" }, label, this.help, this.wrong), input };
  }

  addEventListeners() {
    this.control.input.addEventListener("change", () => this.instance.setValue(this.control.input.checked, true, BY));
  }

  refreshUI() {
    this.control.input.checked = this.instance.getValueRaw() === true;
  }
}

// An entry of a list that its list shows itself.
class Hidden extends Field {
  static resolves(schema) {
    return schema["x-as"] === "hidden";
  }

  build() {
    this.control = { container: element("div", { hidden: true }) };
  }
}

// Several of a fixed list, or of the sources of this case: boxes to tick, in the order in which they are ticked.
class Boxes extends Field {
  static resolves(schema) {
    return ["codes", "refs"].includes(schema["x-as"]);
  }

  build() {
    this.list = element("ul", { class: "boxes-list" });
    this.chosen = element("summary", { id: this.id, "aria-describedby": this.describedBy });
    this.box = element("details", { class: "boxes" }, this.chosen, this.list);
    const container = element(
      "fieldset",
      { class: "field field-boxes", "aria-describedby": this.describedBy },
      element("legend", {}, this.said, " ", this.must),
      this.help,
      this.box,
      this.wrong,
    );
    this.control = { container };
  }

  get target() {
    return this.chosen;
  }

  get names() {
    const { schema, instance } = this;
    const names =
      schema["x-as"] === "refs" ? setting(instance, "sources")() : setting(instance, "vocabularies")[schema["x-vocabulary"]];
    // What is named and not there can be taken out again.
    return { ...Object.fromEntries((instance.getValueRaw() ?? []).map((code) => [code, code])), ...names };
  }

  addEventListeners() {
    this.box.addEventListener("toggle", () => this.refreshUI());
    this.list.addEventListener("change", ({ target }) => {
      const value = this.instance.getValueRaw() ?? [];
      const others = value.filter((code) => code !== target.value);
      this.instance.setValue(target.checked ? [...others, target.value] : others, true, BY);
    });
  }

  refreshUI() {
    const value = this.instance.getValueRaw() ?? [];
    const { names } = this;
    const words = setting(this.instance, "words");
    const short = (code) => (this.schema["x-as"] === "refs" ? code : (names[code] ?? code));
    this.chosen.textContent = value.length ? value.map(short).join(words.comma) : words.none;
    if (!this.box.open) return;
    const codes = Object.keys(names);
    const shown = [...this.list.querySelectorAll("input")];
    const stale = codes.length !== shown.length || shown.some((input, i) => input.value !== codes[i]);
    if (stale || this.schema["x-as"] === "refs") {
      const focused = document.activeElement?.value;
      const had = this.list.contains(document.activeElement);
      this.list.replaceChildren(...codes.map((code, i) => this.option(code, names[code], i)));
      if (codes.length === 0) this.list.append(element("li", {}, words.no_sources));
      if (had) [...this.list.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
    }
    for (const input of this.list.querySelectorAll("input")) input.checked = value.includes(input.value);
  }

  option(code, name, index) {
    const input = element("input", { type: "checkbox", id: `${this.id}-${index}` });
    input.value = code;
    const isSource = this.schema["x-as"] === "refs" && name !== code;
    const text = element("span", {}, ...(isSource ? [code, " ", spoken(name)] : [spoken(name)]));
    return element("li", {}, element("label", { class: "tick" }, input, text));
  }
}

// Fields that belong together.
class Part extends Field {
  static resolves(schema) {
    return schema.type === "object";
  }

  build() {
    this.slot = element("div", { class: "part-fields" });
    const isWhole = this.instance.path === "#";
    const isEntry = this.instance.parent?.schema["x-as"] === "list" || this.instance.parent?.schema["x-as"] === "map";
    const container = isWhole || isEntry
      ? element("div", { class: `part part-${this.schema["x-as"]}` }, this.wrong, this.slot)
      : element(
          "fieldset",
          { class: `part part-${this.schema["x-as"]}`, "aria-describedby": this.describedBy },
          element("legend", {}, this.said, " ", this.must),
          this.help,
          this.wrong,
          this.slot,
        );
    this.control = { container };
  }

  get target() {
    return this.slot.querySelector("input, select, textarea, summary");
  }

  refreshUI() {
    const { children } = this.instance;
    const shown = children.filter(({ ui }) => ui).map(({ ui }) => ui.control.container);
    if (shown.some((container, i) => this.slot.children[i] !== container)) this.slot.replaceChildren(...shown);
    for (const child of children)
      if (child.schema["x-hides"]) {
        const beside = this.instance.getChild(child.schema["x-hides"]);
        if (beside?.ui) beside.ui.control.container.hidden = child.getValueRaw() === true;
      }
  }
}

// A list to which entries are added; each can be opened, moved and removed.
class List extends Field {
  static resolves(schema) {
    return ["list", "map"].includes(schema["x-as"]);
  }

  build() {
    const words = setting(this.instance, "words");
    this.slot = element("div", { class: "list-entries" });
    this.added = element("button", { type: "button", class: "tool list-add", id: this.id, "aria-describedby": this.describedBy });
    this.entry = this.schema.items["x-entry"] || this.schema.items.title || this.schema.title;
    this.added.append(words.add, " ", element("span", { class: "visually-hidden" }, this.schema.title));
    const container = element(
      "fieldset",
      { class: "list", "aria-describedby": this.describedBy },
      element("legend", {}, this.said, " ", this.must),
      this.help,
      this.slot,
      this.added,
      this.wrong,
    );
    this.control = { container };
    this.entries = [];
    this.open = new Set();
  }

  get target() {
    return this.added;
  }

  addEventListeners() {
    this.added.addEventListener("click", () => {
      this.open.add(this.instance.children.length);
      this.instance.addItem(BY);
      if (this.schema["x-as"] === "map") this.name(this.instance.children.at(-1));
      this.enter(this.instance.children.length - 1);
    });
    this.slot.addEventListener("click", ({ target }) => {
      const button = target.closest("button[data-do]");
      if (!button || button.closest(".list-entries") !== this.slot) return;
      const index = this.boxes.findIndex((box) => box.contains(button));
      if (button.dataset.do === "remove") this.remove(index);
      else this.shift(index, index + (button.dataset.do === "up" ? -1 : 1), button.dataset.do);
    });
    this.slot.addEventListener(
      "toggle",
      ({ target }) => {
        const index = this.boxes.indexOf(target);
        if (index >= 0) this.open[target.open ? "add" : "delete"](index);
      },
      true,
    );
  }

  get boxes() {
    return [...this.slot.children];
  }

  // A source gets the next free short name; people need not think of one.
  name(entry) {
    const taken = new Set(this.instance.getValueRaw().map((item) => item[":key"]));
    let number = 1;
    while (taken.has(`S${number}`)) number++;
    entry.getChild(":key").setValue(`S${number}`, true, BY);
  }

  enter(index) {
    this.boxes[index].querySelector("input:not([data-given]), select, textarea")?.focus();
  }

  remove(index) {
    if (!confirm(setting(this.instance, "words").sure)) return;
    this.open = new Set([...this.open].filter((at) => at !== index).map((at) => (at > index ? at - 1 : at)));
    this.instance.deleteItem(index, BY);
    (this.boxes[Math.min(index, this.boxes.length - 1)]?.querySelector("summary") ?? this.added).focus();
  }

  shift(from, to, which) {
    if (to < 0 || to >= this.boxes.length) return;
    const moved = (at) => (at === from ? to : at === to ? from : at);
    this.open = new Set([...this.open].map(moved));
    this.instance.move(from, to, BY);
    this.boxes[to].querySelector(`[data-do=${which}]`)?.focus();
  }

  refreshUI() {
    const { children } = this.instance;
    if (children.length !== this.entries.length || children.some((child, i) => child !== this.entries[i])) {
      this.entries = [...children];
      this.slot.replaceChildren(...children.map((child, i) => this.box(child, i)));
    }
    for (const [i, child] of children.entries()) {
      const gist = this.gist(child);
      const shown = this.boxes[i].querySelector("[data-gist]");
      if (shown.textContent !== gist.join(" · ")) shown.replaceChildren(...gist.flatMap((text, at) => (at ? [" · ", spoken(text)] : [spoken(text)])));
    }
  }

  box(child, index) {
    const words = setting(this.instance, "words");
    const title = `${this.entry} ${index + 1}`;
    const button = (what) =>
      element("button", { type: "button", class: "tool", "data-do": what, "aria-label": `${words[what]}: ${title}` }, words[what]);
    child.ui.call(child.schema["x-as"] === "line" ? title : (child.schema.title ?? ""));
    const box = element(
      "details",
      { class: "entry" },
      element("summary", {}, element("b", {}, title), " ", element("span", { "data-gist": true, class: "muted" })),
      child.ui.control.container,
      element("p", { class: "entry-tools" }, button("up"), button("down"), button("remove")),
    );
    box.open = this.open.has(index);
    return box;
  }

  // What an entry is about, so that it can be told from others while it is closed.
  gist(child) {
    const { language, vocabularies } = this.instance.jedison.options.settings;
    const told = (node, value) => {
      if (!value) return "";
      if (node["x-as"] === "label") return value[language] || Object.values(value).find(Boolean) || "";
      if (node["x-as"] === "code") return vocabularies[node["x-vocabulary"]][value] ?? value;
      return typeof value === "string" && node["x-as"] !== "address" ? value : "";
    };
    const { schema } = child;
    const value = child.getValueRaw();
    if (schema["x-as"] !== "part") return [told(schema, value)].filter(Boolean);
    const texts = Object.entries(schema.properties).map(([key, node]) => told(node, value?.[key]));
    return texts.filter(Boolean).slice(0, 2);
  }
}

// Some lines of a schema have no field of their own here: they are the first that resolve.
const EDITORS = [Hidden, Choice, Tick, Boxes, List, Part, Line];

// Return fields for *schema* with *data* in them, below *container*.
export function fields(container, schema, data, id, settings) {
  return new Jedison.Create({
    container,
    theme: new Jedison.Theme(),
    schema,
    data,
    id,
    settings,
    customEditors: EDITORS,
    showErrors: "never",
    enforceEnum: false,
    enforceRequired: false,
    enforceAdditionalProperties: false,
    keepMissingSchemaFields: true,
    purifyHtml: false,
    hiddenInputAttributes: { id: `${id}-whole` },
  });
}
