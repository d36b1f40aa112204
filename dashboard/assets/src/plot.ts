// A plot: one chart on a page. It fetches its option by address, in the step of
// width and the theme that it is shown in, and answers pointer and keyboard.
import { type Behind, type Item, items, type Option } from "./behind";
import type { Box, Drawing } from "./draw";
import { Tip } from "./tip";
import { Walk } from "./walk";

document.documentElement.classList.add("js");

const steps = [360, 640, 960];
const wall = 640; // a wall's pictures are drawn for a page and shown larger
const paper = 720; // drawn anew for print, so that type is as large as the page's
const dark = matchMedia("(prefers-color-scheme: dark)");

// Light is how much a point is spoken of: it itself, or among others.
export type Light = "main" | "also" | undefined;

// Chosen is a point that was clicked, or Enter pressed on; where it is, in the window.
export interface Chosen {
  behind: Behind;
  at: DOMRect;
}

// The drawing module once it is there: what is printed cannot wait for it.
let drawer: typeof import("./draw") | undefined;

function theme(): string {
  const said = document.documentElement.dataset["theme"];
  return said ?? (dark.matches ? "dark" : "light");
}

export class Plot {
  private drawing?: Drawing;
  private all: Item[] = [];
  private shown = "";
  private asked = 0;
  private printing = false;
  private lights?: (b: Behind) => Light;
  private readonly walk = new Walk();
  private readonly tip: Tip;

  constructor(
    readonly host: HTMLElement,
    private readonly changed: () => void = () => {},
    private readonly widths: readonly number[] = steps,
  ) {
    this.tip = new Tip(host, () => this.out());
    host.addEventListener("keydown", (e) => this.key(e));
    host.addEventListener("blur", () => this.out());
    dark.addEventListener("change", () => void this.load());
    addEventListener("beforeprint", () => this.print());
    addEventListener("afterprint", () => {
      this.printing = false;
      this.drawing?.resize();
      if (this.drawing) void this.load();
    });
    document.addEventListener("keydown", (e) => e.key === "Escape" && this.leave());
    let width = host.clientWidth;
    new ResizeObserver(() => {
      if (!this.drawing || this.printing || host.clientWidth === width) return;
      width = host.clientWidth;
      this.drawing.resize();
      this.glow();
      void this.load();
    }).observe(host);
  }

  get slug(): string {
    return this.host.dataset["slug"] ?? "";
  }

  // How much larger than drawn the picture is shown (css/wall.css).
  private get scale(): number {
    return this.styled("--scale") || 1;
  }

  private styled(name: string): number {
    return Number(getComputedStyle(this.host).getPropertyValue(name));
  }

  private address(): string {
    const u = new URL(this.host.dataset["option"] ?? "", location.href);
    const width = this.printing ? paper : this.scale > 1 ? wall : this.host.clientWidth;
    u.searchParams.set("width", String(this.widths.filter((s) => s <= width).pop() ?? this.widths[0]));
    if (theme() === "dark" && !this.printing) u.searchParams.set("theme", "dark");
    return u.pathname + u.search;
  }

  // load draws what the address says now, and reports whether it stands.
  async load(): Promise<boolean> {
    const address = this.address();
    if (address === this.shown) return true;
    const mine = ++this.asked;
    try {
      const [module, answer] = await Promise.all([import("./draw"), fetch(address)]);
      drawer = module;
      if (!answer.ok) throw new Error(String(answer.status));
      const option = (await answer.json()) as Option;
      if (mine === this.asked && !this.printing) this.take(address, option, module);
      return true;
    } catch {
      if (mine === this.asked) this.host.classList.add("failed");
      if (!this.drawing) this.still();
      return false;
    }
  }

  // still shows the picture for readers without script, where the page has one and
  // the server still gives it.
  private still(): void {
    const kept = this.host.querySelector("noscript")?.textContent;
    if (!kept || this.host.querySelector("picture")) return;
    const picture = new DOMParser().parseFromString(kept, "text/html").querySelector("picture");
    if (!picture) return;
    picture.querySelector("img")?.addEventListener("error", () => picture.remove());
    this.host.append(picture);
  }

  private take(address: string, option: Option, module: typeof import("./draw")): void {
    this.shown = address;
    this.host.classList.remove("failed");
    if (option.empty) return;
    if (!this.drawing) this.begin(module.draw(this.canvas()));
    this.show(option);
  }

  // print draws the plot as paper wants it, also one that was never near the
  // window. Printing waits for nothing, so its option is asked for and waited for.
  private print(): void {
    this.leave();
    this.printing = true;
    const address = this.address();
    if (drawer && address !== this.shown) {
      this.asked++;
      try {
        const ask = new XMLHttpRequest();
        ask.open("GET", address, false);
        ask.send();
        if (ask.status === 200) this.take(address, JSON.parse(ask.responseText) as Option, drawer);
      } catch {
        // what stands is printed
      }
    }
    this.drawing?.resize(paper, this.styled("--on-paper"));
  }

  // From here on the plot can be walked; a screen reader hands it the arrow keys.
  private begin(drawing: Drawing): void {
    this.drawing = drawing;
    drawing.on(
      (behind, x, y) => this.point(behind, { x: x * this.scale, y: y * this.scale, width: 0, height: 0 }),
      () => this.tip.hideSoon(),
      (behind, x, y) => this.choose(behind, { x: x * this.scale, y: y * this.scale, width: 0, height: 0 }),
    );
    this.host.tabIndex = 0;
    this.host.setAttribute("role", "application");
  }

  private show(option: Option): void {
    this.all = items(option);
    this.drawing?.set(option);
    this.walk.over(option, this.all, (i) => this.box(i)?.x ?? 0);
    this.host.classList.add("drawn");
    this.glow();
    performance.mark("drawn");
    this.changed();
  }

  private canvas(): HTMLElement {
    const c = document.createElement("div");
    c.className = "canvas";
    c.setAttribute("aria-hidden", "true");
    this.host.prepend(c);
    return c;
  }

  private box(i: Item): Box | undefined {
    const b = this.drawing?.box(i.series, i.index);
    const k = this.scale;
    return b && { x: b.x * k, y: b.y * k, width: b.width * k, height: b.height * k };
  }

  private point(behind: Behind, at: Box): void {
    this.tip.show(behind, at);
    this.host.dispatchEvent(new CustomEvent<Behind>("pointed", { detail: behind, bubbles: true }));
  }

  // mark points at a value; a gap is told of at the head of the picture.
  private mark(i: Item): void {
    const at = this.box(i);
    this.drawing?.mark(i.series, i.index);
    this.tip.ring(at);
    this.point(i.behind, at ?? { x: this.host.clientWidth / 2, y: 0, width: 0, height: 0 });
  }

  // out hides what is not kept.
  private out(): void {
    if (!this.tip.kept) this.leave();
  }

  leave(): void {
    if (!this.tip.open) return;
    this.tip.hide();
    this.drawing?.unmark();
    this.host.dispatchEvent(new CustomEvent("pointed", { bubbles: true }));
  }

  // light rings the points that are spoken of, now and whenever it is drawn anew;
  // told: the one that is meant says what stands behind it.
  light(which: ((b: Behind) => Light) | undefined, told: boolean): void {
    this.lights = which;
    const main = this.glow();
    if (told && main) this.mark(main);
    else this.leave();
  }

  private glow(): Item | undefined {
    const of = (l: Light): Item[] => (this.lights ? this.all.filter((i) => this.lights?.(i.behind) === l) : []);
    const boxes = (all: Item[]): Box[] => all.map((i) => this.box(i)).filter((b): b is Box => b !== undefined);
    const main = of("main");
    this.tip.glow(boxes(main), boxes(of("also")));
    return main[0];
  }

  // choose asks the page whether it has something to say of a point.
  private choose(behind: Behind, b: Box): boolean {
    const r = this.host.getBoundingClientRect();
    const at = new DOMRect(r.left + b.x, r.top + b.y, b.width, b.height);
    const e = new CustomEvent<Chosen>("chosen", { detail: { behind, at }, bubbles: true, cancelable: true });
    if (this.host.dispatchEvent(e)) return false;
    this.leave();
    return true;
  }

  private key(e: KeyboardEvent): void {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    const item = this.walk.key(e.key);
    if (!item) return;
    e.preventDefault();
    e.stopPropagation();
    const at = this.box(item);
    if (e.key === "Enter" && at && this.choose(item.behind, at)) return;
    this.mark(item);
    this.tip.kept = e.key === "Enter";
    this.tip.say(item.behind);
  }
}
