// A sentence lights up the point it speaks of, and a point its sentences.
import type { Behind } from "./behind";
import type { Plot } from "./plot";

export function tieStory(plots: () => Plot[], onPointed: (then: (b?: Behind) => void) => void): void {
  const claims = [...document.querySelectorAll<HTMLElement>("a.claim")];
  let lit: Plot | undefined;
  const off = (): void => {
    lit?.leave();
    lit = undefined;
  };
  for (const c of claims) {
    const on = (): void => {
      off();
      const { group = "", period = "", chart = "" } = c.dataset;
      const first = plots().filter((p) => p.slug === chart);
      lit = [...first, ...plots().filter((p) => p.slug !== chart)].find((p) => chart !== "" && p.light(group, period));
    };
    c.addEventListener("pointerenter", on);
    c.addEventListener("focus", on);
    c.addEventListener("pointerleave", off);
    c.addEventListener("blur", off);
  }
  onPointed((b) => {
    for (const c of claims) {
      c.classList.toggle("lit", b !== undefined && c.dataset["group"] === b.group && c.dataset["period"] === b.key);
    }
  });
}
