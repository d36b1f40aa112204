// The choices on a chart's own page: a change applies at once and changes the
// address, so that the view can be sent on and "back" works. Without this the
// form is sent by its button.
import { parsed } from "./page";

export function ownPage(take: (root: ParentNode) => void): void {
  if (!document.querySelector("[data-own]")) return;
  const status = document.createElement("p");
  status.className = "out-of-sight";
  status.setAttribute("role", "status");
  document.body.append(status);
  let asked = 0;

  async function show(address: string, keep: boolean): Promise<void> {
    const mine = ++asked;
    try {
      const answer = await fetch(address);
      const page = parsed(await answer.text());
      const fresh = page.querySelector("main");
      if (mine !== asked) return;
      const main = document.querySelector("main");
      if (!answer.ok || !fresh || !main) throw new Error("no page");
      if (keep) history.pushState(null, "", answer.url);
      const held = hold();
      main.replaceWith(fresh);
      const mast = page.querySelector(".mast"); // its link to the other language names this view
      if (mast) document.querySelector(".mast")?.replaceWith(mast);
      document.title = page.title;
      held();
      take(fresh);
      status.textContent = fresh.querySelector("h1")?.textContent ?? "";
    } catch {
      if (mine === asked) location.assign(address); // the server says what is wrong
    }
  }

  document.addEventListener("change", (e) => {
    const form = (e.target as HTMLElement).closest<HTMLFormElement>("form[data-filters]");
    if (form) void show(address(form), true);
  });
  document.addEventListener("submit", (e) => {
    const form = (e.target as HTMLElement).closest<HTMLFormElement>("form[data-filters]");
    if (!form) return;
    e.preventDefault();
    void show(address(form), true);
  });
  document.addEventListener("click", (e) => {
    const target = e.target as Element;
    const link = target.closest<HTMLAnchorElement>("[data-own] .switch a, [data-own] a.reset");
    if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey && e.button === 0) {
      e.preventDefault();
      void show(link.href, true);
      return;
    }
    for (const d of document.querySelectorAll<HTMLDetailsElement>("details.many[open]")) if (!d.contains(target)) d.open = false;
  });
  document.addEventListener("keydown", (e) => {
    const open = document.querySelector<HTMLDetailsElement>("details.many[open]");
    if (e.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
  addEventListener("popstate", () => void show(location.href, false));
}

// address is what the form asks for, without what was left open; an open group
// means all industry.
function address(form: HTMLFormElement): string {
  const u = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && (value !== "" || name === "group")) u.searchParams.append(name, value);
  }
  // The population stands by itself unless clusters of it are chosen.
  if (!form.querySelector("select[name=group], [name=group]:checked")) u.searchParams.delete("group");
  return u.href;
}

// hold remembers what stands open and has the focus; what it returns restores both.
function hold(): () => void {
  const open = [...document.querySelectorAll("main details[open]")].map((d) => d.className);
  const at = document.activeElement;
  const name = at?.getAttribute("name");
  let selector = "";
  if (at instanceof HTMLInputElement) selector = `[name="${name}"][value="${CSS.escape(at.value)}"]`;
  else if (name) selector = `[name="${name}"]`;
  else if (at?.closest(".switch, .filters")) selector = ".switch [aria-current], .filters summary";
  return () => {
    for (const c of open) for (const d of document.querySelectorAll<HTMLDetailsElement>("main details")) if (d.className === c) d.open = true;
    if (selector) document.querySelector<HTMLElement>("main")?.querySelector<HTMLElement>(selector)?.focus();
  };
}
