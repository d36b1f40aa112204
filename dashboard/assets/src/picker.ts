// Figures and charts are picked in a dialog over the editor: the server's form
// with what there is to choose, asked again with each choice. What comes of it
// goes where the cursor stood. Without this the form has an address of its own.
import { dialogOf } from "./dialog";
import { parsed } from "./page";

export function picking(area: HTMLTextAreaElement, link: HTMLAnchorElement): void {
  link.addEventListener("click", (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    void open(area, link);
  });
}

// header is what the text itself says of a key, so that no check need have come before.
const header = (text: string, key: string): string => new RegExp(`^${key}:[ \\t]*(\\S+)`, "m").exec(text.slice(0, 4000))?.[1] ?? "";

// ours are links that the dialog could have made; one that the cursor touches is changed.
const ours = /!?\[((?:\\.|[^\]\\])*)\]\(((?:claim|value|chart):[^\s()]+)\)/g;

// Where is the stretch of the text that is to be replaced, and what is known of it.
interface Where {
  start: number;
  end: number;
  words: string;
  link: string; // the address that stands there
}

function where(area: HTMLTextAreaElement): Where {
  const { selectionStart: start, selectionEnd: end, value } = area;
  for (const m of value.matchAll(ours)) {
    const [all, words = "", link = ""] = m;
    if (m.index <= end && m.index + all.length >= start) return { start: m.index, end: m.index + all.length, words, link };
  }
  return { start, end, words: value.slice(start, end).replace(/\s+/g, " ").trim(), link: "" };
}

async function ask(address: string): Promise<HTMLElement> {
  const answer = await fetch(address);
  const page = parsed(await answer.text());
  const fresh = page.querySelector<HTMLElement>(".picking"); // a mistake comes with the form that mends it
  const title = page.querySelector("h1");
  if (!fresh || !title) throw new Error("no form");
  fresh.dataset["title"] = title.textContent ?? "";
  return fresh;
}

async function open(area: HTMLTextAreaElement, link: HTMLAnchorElement): Promise<void> {
  const { start, end, words, link: stands } = where(area);
  const address = new URL(link.href);
  for (const key of ["place", "published"]) if (header(area.value, key)) address.searchParams.set(key, header(area.value, key));
  address.searchParams.set("words", words);
  if (stands) address.searchParams.set("link", stands);
  let shown: HTMLElement;
  try {
    shown = await ask(address.href);
  } catch {
    window.open(link.href, "_blank"); // never away from a text that is not saved
    return;
  }
  const title = document.createElement("h2");
  title.id = "picker-title";
  title.textContent = shown.dataset["title"] ?? "";
  const dialog = dialogOf("embed-dialog picker-dialog", title.id, shown.dataset["close"], title, shown);

  const insert = document.createElement("button");
  insert.type = "button";
  insert.className = "button insert";
  insert.textContent = shown.dataset["insert"] ?? "";
  const made = (): string => shown.querySelector<HTMLTextAreaElement>("textarea.code")?.value ?? "";
  const ready = (): void => {
    insert.disabled = made() === "";
    shown.querySelector(".picked")?.append(insert);
  };
  insert.addEventListener("click", () => {
    const text = made();
    dialog.close();
    put(area, start, end, text);
  });

  let timer = 0;
  let asked = 0;
  const again = async (all: boolean): Promise<void> => {
    clearTimeout(timer);
    const form = shown.querySelector("form");
    if (!form) return;
    const mine = ++asked;
    const to = new URL(form.action);
    for (const [name, of] of new FormData(form)) if (typeof of === "string") to.searchParams.append(name, of);
    try {
      const fresh = await ask(to.href);
      if (mine !== asked) return;
      if (!all) {
        const picked = fresh.querySelector(".picked");
        if (picked) shown.querySelector(".picked")?.replaceWith(picked);
      } else {
        const at = document.activeElement;
        const name = at?.getAttribute("name") ?? "";
        const box = at instanceof HTMLInputElement && at.type === "checkbox" ? `[value="${CSS.escape(at.value)}"]` : "";
        shown.replaceWith(fresh);
        shown = fresh;
        if (name) shown.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]${box}`)?.focus();
      }
      ready();
    } catch {
      insert.disabled = true; // what stands may not be what is chosen
    }
  };
  // What was typed but not judged yet must not be inserted as it was before.
  dialog.addEventListener("change", (e) => void again((e.target as Element).matches("select, [name=place], [type=checkbox]")));
  dialog.addEventListener("input", (e) => {
    if (!(e.target instanceof HTMLInputElement) || e.target.type === "checkbox") return;
    insert.disabled = true;
    clearTimeout(timer);
    timer = window.setTimeout(() => void again(false), 300);
  });
  dialog.addEventListener("submit", (e) => {
    if (e.target instanceof HTMLFormElement && e.target.method === "dialog") return; // the button that closes it
    e.preventDefault();
    void again(true);
  });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    asked++;
    area.focus();
    area.setSelectionRange(start, end);
  });
  ready();
  dialog.showModal();
  shown.querySelector<HTMLElement>("select, input:not([type=hidden])")?.focus();
}

// put writes a text where the cursor stood, so that it can be undone; a chart
// stands in a paragraph of its own.
function put(area: HTMLTextAreaElement, start: number, end: number, text: string): void {
  if (text.startsWith("!")) {
    if (start > 0) text = (area.value.slice(0, start).endsWith("\n\n") ? "" : area.value[start - 1] === "\n" ? "\n" : "\n\n") + text;
    if (end < area.value.length && !area.value.slice(end).startsWith("\n\n")) text += area.value[end] === "\n" ? "\n" : "\n\n";
  }
  area.focus();
  area.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
