// A plot: one chart on a page. It fetches its option by address, in the step of
// width and the theme that it is shown in, and answers pointer and keyboard.
import { type Behind, type Item, items, type Option } from "./behind";
import type { Drawing } from "./draw";
import { Tip } from "./tip";

document.documentElement.classList.add("js");

const steps = [360, 640, 960];
const dark = matchMedia("(prefers-color-scheme: dark)");

function theme(): string {
  const said = document.documentElement.dataset["theme"];
  return said ?? (dark.matches ? "dark" : "light");
}

export class Plot {
  private drawing?: Drawing;
  private all: Item[] = [];
  private shown = "";
  private walked = -1;
  private readonly tip: Tip;
  private asked = 0;

  constructor(
    readonly host: HTMLElement,
    private readonly changed: () => void = () => {},
  ) {
    this.tip = new Tip(host);
    host.addEventListener("keydown", (e) => this.key(e));
    host.addEventListener("blur", () => this.leave());
    dark.addEventListener("change", () => void this.load());
    addEventListener("beforeprint", () => this.tip.hide());
    let width = host.clientWidth;
    new ResizeObserver(() => {
      if (!this.drawing || host.clientWidth === width) return;
      width = host.clientWidth;
      this.drawing.resize();
      void this.load();
    }).observe(host);
  }

  get slug(): string {
    return this.host.dataset["slug"] ?? "";
  }

  private address(): string {
    const u = new URL(this.host.dataset["option"] ?? "", location.href);
    const width = this.host.clientWidth;
    u.searchParams.set("width", String(steps.filter((s) => s <= width).pop() ?? steps[0]));
    if (theme() === "dark") u.searchParams.set("theme", "dark");
    return u.pathname + u.search;
  }

  async load(): Promise<void> {
    const address = this.address();
    if (address === this.shown) return;
    const mine = ++this.asked;
    try {
      const [{ draw }, answer] = await Promise.all([import("./draw"), fetch(address)]);
      if (!answer.ok) throw new Error(String(answer.status));
      const option = (await answer.json()) as Option;
      if (mine !== this.asked) return;
      this.shown = address;
      this.host.classList.remove("failed");
      if (option.empty) return;
      if (!this.drawing) {
        this.drawing = draw(this.canvas());
        this.drawing.on(
          (p) => this.point(p.series, p.index, p),
          () => this.leave(),
          (p) => this.point(p.series, p.index, p),
        );
      }
      this.all = items(option);
      this.drawing.set(option);
      this.host.classList.add("drawn");
      this.changed();
    } catch {
      if (mine === this.asked) this.host.classList.add("failed");
    }
  }

  private canvas(): HTMLElement {
    const c = document.createElement("div");
    c.className = "canvas";
    c.setAttribute("aria-hidden", "true");
    this.host.prepend(c);
    return c;
  }

  private point(series: number, index: number, where?: { x: number; y: number }): void {
    const found = this.all.find((i) => i.series === series && i.index === index);
    if (!found) return;
    const at = where ?? this.drawing?.at(series, index) ?? { x: 0, y: 0 };
    this.tip.show(found.behind, at.x, at.y);
    this.host.dispatchEvent(new CustomEvent<Behind>("pointed", { detail: found.behind, bubbles: true }));
  }

  leave(): void {
    this.tip.hide();
    this.drawing?.unmark();
    this.host.dispatchEvent(new CustomEvent("pointed", { bubbles: true }));
  }

  // light points at what a sentence speaks of: the group at the period, or the
  // last of the group, or the total's.
  light(group: string, period: string): boolean {
    const ofGroup = this.all.filter((i) => i.behind.group === group);
    const found = ofGroup.find((i) => i.behind.key === period) ?? ofGroup[ofGroup.length - 1];
    if (!found || !this.drawing) return false;
    this.drawing.mark(found.series, found.index);
    const at = this.drawing.at(found.series, found.index);
    if (at) this.tip.show(found.behind, at.x, at.y);
    return true;
  }

  // key walks over the values: left and right in a series, up and down between them.
  private key(e: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0, Escape: 0 }[e.key];
    if (step === undefined || this.all.length === 0) return;
    e.preventDefault();
    if (e.key === "Escape") return this.leave();
    const now = this.all[this.walked];
    if (e.key === "Home" || !now) this.walked = 0;
    else if (e.key === "End") this.walked = this.all.length - 1;
    else if (e.key === "ArrowUp" || e.key === "ArrowDown") {
      const other = this.all.findIndex((i) => i.series === now.series + step && i.index === now.index);
      this.walked = other >= 0 ? other : Math.max(0, Math.min(this.all.length - 1, this.walked + step));
    } else this.walked = (this.walked + step + this.all.length) % this.all.length;
    const item = this.all[this.walked];
    if (!item) return;
    this.drawing?.mark(item.series, item.index);
    this.point(item.series, item.index);
  }
}
