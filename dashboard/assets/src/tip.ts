// The box that says what stands behind a value. Texts from workbooks reach the
// page as textContent only.
import type { Behind } from "./behind";

export class Tip {
  private readonly box = document.createElement("div");

  constructor(private readonly host: HTMLElement) {
    this.box.className = "tip";
    this.box.setAttribute("role", "status");
    this.box.hidden = true;
    host.append(this.box);
  }

  show(b: Behind, x: number, y: number): void {
    this.box.replaceChildren(
      line("tip-name", [b.name, b.period].filter((s, i, all) => s && all.indexOf(s) === i).join(" · ")),
      line("tip-value", b.shown),
      ...(b.change ? [line("tip-change", b.change)] : []),
      ...(b.detail ?? []).map((d) => line("tip-detail", d)),
      ...b.cells.map((c) => line("tip-cell", c)),
      ...(b.more ? [line("tip-cell", `+${b.more}`)] : []),
    );
    this.box.hidden = false;
    const { offsetWidth: w, offsetHeight: h } = this.box;
    const left = Math.max(0, Math.min(x + 14, this.host.clientWidth - w));
    const top = y - h - 12 < 0 ? y + 16 : y - h - 12;
    this.box.style.left = `${left}px`;
    this.box.style.top = `${top}px`;
  }

  hide(): void {
    this.box.hidden = true;
  }
}

function line(kind: string, text: string): HTMLElement {
  const p = document.createElement("p");
  p.className = kind;
  p.textContent = text;
  return p;
}
