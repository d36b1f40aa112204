// The ways to embed a chart: on its own page they stand below it; from a board
// they come up in a dialog. Buttons copy what the reader would select by hand.
import { dialogOf } from "./dialog";
import { parsed } from "./page";

export function embedding(): void {
  document.addEventListener("click", (e) => {
    const target = e.target as Element;
    const copy = target.closest<HTMLButtonElement>("[data-copy]");
    if (copy) void copied(copy);
    const link = target.closest<HTMLAnchorElement>("a.to-embed");
    if (!link || document.getElementById("embed") || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    void open(link);
  });
  document.addEventListener("change", (e) => {
    const form = (e.target as Element).closest<HTMLFormElement>("form.look");
    if (form) void looked(form);
  });
  ready(document);
}

// Another look is another text of every code: the server writes them, as it does
// for the form without script.
let asked = 0;
async function looked(form: HTMLFormElement): Promise<void> {
  const turn = ++asked;
  const to = new URL(form.action);
  to.search = String(new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])));
  const answer = await fetch(to).catch(() => undefined);
  const section = answer?.ok && parsed(await answer.text()).getElementById("embed");
  const stands = form.closest("#embed");
  if (turn !== asked || !stands) return;
  if (!section) return form.submit();
  const input = (name: string, from: ParentNode): HTMLInputElement | null => from.querySelector(`input[name="${name}"]:checked`);
  const which = input("which", stands)?.value;
  const focus = document.activeElement;
  const here = focus instanceof HTMLInputElement && stands.contains(focus) ? `input[name="${focus.name}"][value="${focus.value}"]` : "";
  for (const way of section.querySelectorAll<HTMLInputElement>(`input[name="which"]`)) way.checked = way.value === which;
  const open = stands.querySelector<HTMLDetailsElement>("details.preview")?.open;
  stands.replaceChildren(...section.childNodes);
  ready(stands);
  if (open) stands.querySelector("details.preview")?.setAttribute("open", "");
  if (here) stands.querySelector<HTMLElement>(here)?.focus();
}

function ready(root: ParentNode): void {
  for (const b of root.querySelectorAll<HTMLElement>("[data-copy]")) b.hidden = false;
  for (const code of root.querySelectorAll<HTMLTextAreaElement>("textarea.code")) code.addEventListener("focus", () => code.select());
  // A preview behaves as on the page of somebody else.
  for (const p of root.querySelectorAll("details.preview")) p.addEventListener("toggle", () => void import("./host"), { once: true });
}

async function copied(button: HTMLButtonElement): Promise<void> {
  const code = [...(button.closest(".way")?.querySelectorAll<HTMLTextAreaElement>("textarea.code") ?? [])].find((c) => c.checkVisibility());
  const status = button.parentElement?.querySelector("[role=status]");
  if (!code || !status) return;
  let done = true;
  try {
    await navigator.clipboard.writeText(code.value);
  } catch {
    // Pages without https have no clipboard; what is selected may still be copied.
    code.select();
    done = document.execCommand("copy");
  }
  status.textContent = (done ? button.dataset["copy"] : button.dataset["failed"]) ?? "";
  button.focus();
  setTimeout(() => (status.textContent = ""), 4000);
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const answer = await fetch(link.href).catch(() => undefined);
  const page = answer?.ok && parsed(await answer.text());
  const section = page && page.getElementById("embed");
  if (!section) return location.assign(link.href);
  const dialog = dialogOf("embed-dialog", "embed-title", section.dataset["close"], section);
  dialog.addEventListener("close", () => link.focus());
  dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
  ready(dialog);
  dialog.showModal();
}
