// A story and its charts: the sentence that is read, pointed at or focused shows
// its chart and lights the points that it rests on; a point shows its sentences;
// a verdict shows its evidence.
import type { Behind } from "./behind";
import type { Chosen, Light, Plot } from "./plot";
import { reading } from "./reading";
import { Sheet } from "./sheet";

// A sentence with what its verdict rests on, as the note about it says.
interface Said {
  claim: HTMLAnchorElement;
  note: HTMLElement;
  group: string;
  period: string;
  figure: string;
  cells: Set<string>;
}

function saidOf(claim: HTMLAnchorElement): Said | undefined {
  const note = document.getElementById(claim.hash.slice(1));
  if (!note) return undefined;
  const { group = "", period = "", figure = "" } = note.dataset;
  const cells = new Set([...note.querySelectorAll(".cells span")].map((c) => (c.textContent ?? "").trim()));
  return { claim, note, group, period, figure, cells };
}

// rests says whether a sentence speaks of a point, or rests on the cell that it
// is of, among others.
function rests(s: Said, b: Behind): Light {
  const common = b.cells.filter((c) => s.cells.has(c)).length;
  if (common === 0) return undefined;
  if ((b.group ?? "") === s.group && b.key === s.period) return "main";
  return b.cells.length === 1 ? "also" : undefined;
}

const wordsOf = (s: Said): string => (s.note.querySelector(".said [lang]")?.textContent ?? "").trim();

export function tieStory(plots: () => Plot[]): void {
  const all = [...document.querySelectorAll<HTMLAnchorElement>("a.claim")].map(saidOf).filter((s): s is Said => s !== undefined);
  if (all.length === 0) return;
  const words = document.querySelector<HTMLElement>(".notes")?.dataset ?? {};
  const sheet = new Sheet(words["close"] ?? "");
  const plotOf = (figure: string): Plot | undefined => plots().find((p) => figure !== "" && p.host.closest("figure")?.id === figure);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // The sentence whose chart is shown: the last one that was read, pointed at or
  // focused, so that the way from it to its chart does not change the chart.
  let now: Said | undefined;
  const told = document.querySelector(".tale") !== null;
  let lit: Plot | undefined;

  const turnTo = (figure: string): void => {
    const next = document.getElementById(figure);
    if (!next?.classList.contains("scene")) return;
    for (const f of document.querySelectorAll(".scene.now")) if (f !== next) f.classList.remove("now");
    next.classList.add("now");
  };
  // light shows a sentence's chart and its points; telling: with what stands behind.
  const light = (s: Said | undefined, telling: boolean): void => {
    now = s;
    for (const a of all) a.claim.classList.toggle("active", a === s);
    const plot = s && plotOf(s.figure);
    if (lit !== plot) lit?.light(undefined, false);
    lit = plot;
    if (!s || !plot) return;
    turnTo(s.figure);
    plot.light((b) => rests(s, b), telling);
  };
  const settle = (): void => {
    if (!sheet.open) light(told ? now : undefined, false);
  };
  const glow = (b?: Behind): void => {
    for (const s of all) s.claim.classList.toggle("lit", b !== undefined && rests(s, b) === "main");
  };

  for (const s of all) {
    const on = (): void => {
      if (!sheet.open) light(s, true);
    };
    s.claim.addEventListener("pointerenter", (e) => e.pointerType !== "touch" && on());
    s.claim.addEventListener("focus", on);
    s.claim.addEventListener("pointerleave", settle);
    s.claim.addEventListener("blur", settle);
    if (!Sheet.possible) continue;
    s.claim.setAttribute("aria-haspopup", "dialog");
    s.claim.setAttribute("aria-expanded", "false");
    s.claim.addEventListener("click", (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
      e.preventDefault();
      const rects = s.claim.getClientRects();
      const at = rects[rects.length - 1] ?? s.claim.getBoundingClientRect();
      const label = [s.note.querySelector(".outcome")?.textContent, wordsOf(s)].join(" ").trim();
      sheet.show({ label, content: evidence(s.note), from: s.claim, at, fixed: false, closed: settle });
      light(s, false);
    });
  }

  document.addEventListener("pointed", (e) => glow((e as CustomEvent<Behind | null>).detail ?? undefined));
  document.addEventListener("chosen", (e) => {
    const { behind, at } = (e as CustomEvent<Chosen>).detail;
    const about = all.filter((s) => rests(s, behind)).sort((a, b) => Number(rests(b, behind) === "main") - Number(rests(a, behind) === "main"));
    const plot = plots().find((p) => p.host === e.target);
    if (about.length === 0 || !plot || !Sheet.possible) return;
    e.preventDefault();
    const label = `${words["about"] ?? ""} ${[behind.name, behind.period].join(" · ")} ${behind.shown}`;
    const closed = (): void => {
      for (const s of all) s.claim.classList.remove("lit");
      plot.light(undefined, false);
    };
    const fixed = getComputedStyle(plot.host.closest("figure") ?? plot.host).position === "sticky";
    light(undefined, false);
    lit = plot;
    plot.light((b) => (b.group === behind.group && b.key === behind.key && b.name === behind.name ? "main" : undefined), false);
    sheet.show({ label, content: sentences(behind, about, words["about"] ?? ""), from: plot.host, at, fixed, closed });
    for (const s of about) s.claim.classList.add("lit");
  });
  // Links to sentences and to figures, in notes and sheets.
  document.addEventListener("click", (e) => {
    const link = (e.target as Element).closest<HTMLAnchorElement>("a.to-figure, a.to-claim");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    sheet.close();
    turnTo(target.id);
    const sticky = getComputedStyle(target).position === "sticky";
    if (!sticky) target.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    (target.querySelector<HTMLElement>(".plot") ?? target).focus({ preventScroll: true });
  });

  if (told) {
    reading(all.filter((s) => s.figure !== "").map((s) => s.claim), (claim) => {
      if (sheet.open || all.some((s) => s.claim === document.activeElement || s.claim.matches(":hover"))) return;
      light(all.find((s) => s.claim === claim), false);
    });
  }
}

// evidence is a note's content for a sheet: without its way back, the sentence is near.
function evidence(note: HTMLElement): Node[] {
  const copy = note.cloneNode(true) as HTMLElement;
  const back = copy.querySelector(".back");
  back?.replaceWith(...(back.firstElementChild ? [back.firstElementChild] : []));
  return [...copy.childNodes];
}

function sentences(b: Behind, about: Said[], heading: string): Node[] {
  const head = document.createElement("p");
  head.className = "outcome";
  head.textContent = `${[b.name, b.period].filter((s, i, a) => s && a.indexOf(s) === i).join(" · ")} ${b.shown}`;
  const what = document.createElement("p");
  what.className = "what";
  what.textContent = heading;
  const list = document.createElement("ul");
  for (const s of about) {
    const link = document.createElement("a");
    link.className = "to-claim";
    link.href = `#${s.claim.id}`;
    link.lang = s.claim.closest("[lang]")?.getAttribute("lang") ?? "";
    link.textContent = wordsOf(s);
    const outcome = document.createElement("span");
    outcome.textContent = (s.note.querySelector(".outcome")?.textContent ?? "").trim();
    const li = document.createElement("li");
    li.append(link, outcome);
    list.append(li);
  }
  return [head, what, list];
}
