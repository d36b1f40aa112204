// While somebody types, what the text says is judged again: the server's answer
// to "check" takes the place of the preview. Verdicts and their sentences lead to
// each other. Without this the button checks, and a verdict names its line.
import { parsed } from "./page";
import { picking } from "./picker";

export function editing(form: HTMLFormElement): void {
  const area = form.querySelector<HTMLTextAreaElement>("textarea#source");
  if (!area) return;
  let timer = 0;
  let asking: AbortController | undefined;
  const check = async (): Promise<void> => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    fields.set("do", "check");
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, signal: mine.signal });
      const page = parsed(await answer.text());
      const fresh = page.querySelector(".editor .checked");
      if (!answer.ok || !fresh || mine.signal.aborted) return;
      const theirs = form.querySelector(".theirs"); // it is being merged
      form.querySelector(".checked")?.replaceWith(fresh);
      if (theirs) fresh.prepend(theirs);
      atCaret(form, area);
    } catch {
      // aborted by the next letter, or no connection: what stands stays, the button says more
    }
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    timer = window.setTimeout(() => void check(), 500);
    atCaret(form, area);
  });
  document.addEventListener("selectionchange", () => document.activeElement === area && atCaret(form, area));
  let sent = false;
  form.addEventListener("submit", () => (sent = true));
  addEventListener("beforeunload", (e) => {
    if (!sent && (area.value !== area.defaultValue || "unsaved" in form.dataset)) e.preventDefault();
  });
  const follow = (e: Event): void => {
    const link = (e.target as Element).closest<HTMLAnchorElement>("a.line, .at-caret a");
    if (!link) return;
    e.preventDefault();
    if (link.matches(".line")) show(area, Number(link.dataset["from"]), Number(link.dataset["to"]));
    else turnTo(link.hash.slice(1));
  };
  form.addEventListener("click", follow);
  // A link is followed once Enter is let go: before that its letter would come to
  // the text and replace what was just selected by a new line.
  let pressed: EventTarget | null = null;
  form.addEventListener("keydown", (e) => {
    pressed = e.key === "Enter" && (e.target as Element).matches("a.line") ? e.target : null;
    if (pressed) e.preventDefault();
  });
  form.addEventListener("keyup", (e) => {
    if (e.key === "Enter" && pressed !== null && e.target === pressed) follow(e);
    pressed = null;
  });
  const picker = form.querySelector<HTMLAnchorElement>("a.to-picker");
  if (picker) picking(area, picker);
}

// show selects a stretch of the text; browsers scroll to it where it takes the focus.
function show(area: HTMLTextAreaElement, from: number, to: number): void {
  area.blur();
  area.setSelectionRange(from, from);
  area.focus();
  area.setSelectionRange(from, to);
}

// atCaret offers the verdict of the sentence in which the cursor stands. What was
// typed since the last check may have moved it: the link's text must stand there.
function atCaret(form: HTMLFormElement, area: HTMLTextAreaElement): void {
  const place = form.querySelector<HTMLElement>(".at-caret");
  const link = place?.querySelector("a");
  if (!place || !link) return;
  const at = area.selectionStart;
  const note = [...form.querySelectorAll<HTMLElement>(".notes > li")].find((li) => {
    const { from, to } = li.querySelector<HTMLElement>("a.line")?.dataset ?? {};
    return from !== undefined && Number(from) <= at && at <= Number(to) && area.value[Number(from)] === "[";
  });
  place.hidden = !note;
  if (!note) return;
  const outcome = (note.querySelector(".outcome")?.textContent ?? "").trim().replace(/\s+/g, " ");
  const label = (place.dataset["label"] ?? "") + outcome;
  if (link.textContent !== label) link.textContent = label;
  link.href = "#" + note.id;
}

function turnTo(id: string): void {
  const note = document.getElementById(id);
  if (!note) return;
  const folded = note.closest("details");
  if (folded) folded.open = true;
  note.tabIndex = -1;
  note.focus();
}
