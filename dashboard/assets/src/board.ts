// The pages: draws the charts that come near the window, ties them to the story
// beside them, switches measures in place. Every page reads without it.
import { embedding } from "./embedding";
import { ownPage } from "./filter";
import { showOrigins } from "./origin";
import { parsed } from "./page";
import { Plot } from "./plot";
import { tieStory } from "./story";
import { dropZones } from "./upload";

const plots = new Map<Element, Plot>();
const near = new IntersectionObserver(
  (entries) => {
    for (const e of entries) {
      if (!e.isIntersecting) continue;
      near.unobserve(e.target);
      void plots.get(e.target)?.load();
    }
  },
  { rootMargin: "400px" },
);

function take(root: ParentNode): void {
  for (const [host] of [...plots]) if (!host.isConnected) plots.delete(host);
  for (const host of root.querySelectorAll<HTMLElement>(".plot[data-option]")) {
    plots.set(host, new Plot(host));
    near.observe(host);
  }
}

// A measure's link leads to the chart's own page; here its figure takes the
// place of the one that stands.
document.addEventListener("click", (e) => {
  const link = (e.target as Element).closest<HTMLAnchorElement>(".switch a");
  const figure = link?.closest("figure");
  if (!link || !figure || figure.closest("[data-own]") || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  void swap(link, figure);
});

async function swap(link: HTMLAnchorElement, figure: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(link.href);
    const page = parsed(await answer.text());
    const fresh = page.querySelector<HTMLElement>("figure.chart");
    if (!answer.ok || !fresh) throw new Error("no figure");
    figure.replaceWith(fresh);
    take(fresh);
    fresh.querySelector<HTMLElement>(".switch [aria-current]")?.focus();
  } catch {
    location.assign(link.href);
  }
}

// On paper each verdict is told in words; the plots see to themselves.
addEventListener("beforeprint", () => {
  for (const d of document.querySelectorAll<HTMLDetailsElement>(".verdicts details")) d.open = true;
});

take(document);
ownPage(take);
tieStory(() => [...plots.values()]);
dropZones();
embedding();
showOrigins();
const writing = document.querySelector<HTMLFormElement>("form.editor");
if (writing) void import("./editor").then((m) => m.editing(writing));
