// The box that says what stands behind a value, the ring around that value, and
// the same in words for those who do not see. Texts from workbooks reach the
// page as textContent only.
import type { Behind } from "./behind";
import type { Box } from "./draw";
import { originOf } from "./origin";

export class Tip {
  kept = false; // stays when pointer or focus leave
  private readonly box = document.createElement("div");
  private readonly around = document.createElement("div");
  private readonly voice = document.createElement("p");
  private glowing: HTMLElement[] = [];
  private going = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly out: () => void,
  ) {
    this.box.className = "tip";
    this.around.className = "ring";
    this.voice.className = "out-of-sight voice";
    this.voice.setAttribute("role", "status");
    for (const e of [this.box, this.around]) e.setAttribute("aria-hidden", "true");
    this.box.hidden = this.around.hidden = true;
    host.append(this.around, this.box, this.voice);
    // The pointer may rest on the box, to read it.
    this.box.addEventListener("pointerenter", () => clearTimeout(this.going));
    this.box.addEventListener("pointerleave", () => this.hideSoon());
  }

  get open(): boolean {
    return !this.box.hidden;
  }

  show(b: Behind, at: Box): void {
    clearTimeout(this.going);
    this.kept = false;
    this.box.replaceChildren(
      line("tip-name", heading(b)),
      line("tip-value", b.shown),
      ...(b.change ? [line("tip-change", b.change)] : []),
      ...(b.detail ?? []).map((d) => line("tip-detail", d)),
      ...b.cells.map((c) => this.cell(c)),
      ...(b.more ? [line("tip-cell", `+${b.more}`)] : []),
    );
    this.box.hidden = false;
    const { offsetWidth: w, offsetHeight: h } = this.box;
    const left = Math.max(0, Math.min(at.x + at.width / 2 + 14, this.host.clientWidth - w));
    const top = at.y - h - 12 < 0 ? at.y + Math.min(at.height, 40) + 16 : at.y - h - 12;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${top}px`;
  }

  // cell names where a value stands; it leads there where the reader may follow.
  private cell(c: string): HTMLElement {
    const href = originOf(this.host, c);
    if (!href) return line("tip-cell", c);
    const p = line("tip-cell", "");
    const a = document.createElement("a");
    a.className = "from";
    a.href = href;
    a.textContent = c;
    p.append(a);
    return p;
  }

  // ring goes around a value; none where nothing is drawn.
  ring(at?: Box): void {
    this.around.hidden = !at;
    if (at) fit(this.around, at);
  }

  // glow rings the values that a sentence speaks of, fainter those that it rests
  // on besides.
  glow(main: Box[], also: Box[]): void {
    for (const e of this.glowing) e.remove();
    const one = (kind: string) => (at: Box): HTMLElement => {
      const e = document.createElement("div");
      e.className = `ring ${kind}`;
      e.setAttribute("aria-hidden", "true");
      fit(e, at);
      return e;
    };
    const within = (a: Box, b: Box): boolean => a !== b && a.width < b.width && a.x + a.width / 2 > b.x - 8 && a.x + a.width / 2 < b.x + b.width + 8 && Math.abs(a.y + a.height / 2 - b.y - b.height / 2) <= b.height / 2 + 8;
    main = main.filter((a) => !main.some((b) => within(a, b))); // where a line begins at a column
    this.glowing = [...also.map(one("also")), ...main.map(one("main"))];
    this.host.append(...this.glowing);
  }

  // say tells a screen reader: name, period, value with unit, change, cells.
  say(b: Behind): void {
    const zh = this.host.closest("[lang]")?.getAttribute("lang")?.startsWith("zh");
    this.voice.textContent = [heading(b), b.shown, b.change, ...(b.detail ?? []).map((d) => d.replace(/\s+/g, " ")), ...b.cells].filter(Boolean).join(zh ? "，" : ", ");
  }

  hideSoon(): void {
    clearTimeout(this.going);
    this.going = setTimeout(this.out, 150);
  }

  hide(): void {
    clearTimeout(this.going);
    this.kept = false;
    this.box.hidden = this.around.hidden = true;
    this.voice.textContent = "";
  }
}

function fit(ring: HTMLElement, at: Box): void {
  const grown = (side: number): number => Math.max(side, 8) + 8;
  const [w, h] = [grown(at.width), grown(at.height)];
  Object.assign(ring.style, { left: `${at.x + (at.width - w) / 2}px`, top: `${at.y + (at.height - h) / 2}px`, width: `${w}px`, height: `${h}px` });
}

function heading(b: Behind): string {
  return [b.name, b.period].filter((s, i, all) => s && all.indexOf(s) === i).join(" · ");
}

function line(kind: string, text: string): HTMLElement {
  const p = document.createElement("p");
  p.className = kind;
  p.textContent = text;
  return p;
}
