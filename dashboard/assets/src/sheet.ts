// A sheet: a small box beside what it tells of, for one thing at a time. It is a
// popover: Escape and a click elsewhere put it away, and focus goes back to where
// it came from. On a phone it comes up from below (css/story.css).
const gap = 8;

export interface Page {
  label: string; // what it tells of, for those who do not see
  content: Node[];
  from: HTMLElement; // gets the focus back
  at: DOMRect; // what it stands beside, in the window
  fixed: boolean; // what it stands beside does not move with the text
  closed: () => void;
}

export class Sheet {
  private readonly box = document.createElement("div");
  private page?: Page;

  constructor(private readonly closeLabel: string) {
    this.box.className = "sheet";
    this.box.popover = "auto";
    this.box.tabIndex = -1;
    this.box.lang = document.documentElement.lang;
    this.box.setAttribute("role", "dialog");
    this.box.addEventListener("toggle", (e) => (e as ToggleEvent).newState === "closed" && this.closed());
  }

  // Browsers without popovers follow the links to the notes instead.
  static get possible(): boolean {
    return "popover" in HTMLElement.prototype;
  }

  get open(): boolean {
    return this.page !== undefined;
  }

  show(page: Page): void {
    this.close();
    this.page = page;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", this.closeLabel);
    close.addEventListener("click", () => this.close());
    this.box.replaceChildren(close, ...page.content);
    this.box.setAttribute("aria-label", page.label);
    // Behind the block that it belongs to, so that Tab goes on from there.
    (page.from.closest("figure, p, li, blockquote, table, h2, h3") ?? page.from).after(this.box);
    page.from.setAttribute("aria-expanded", "true");
    this.box.showPopover();
    this.place(page);
    this.box.focus({ preventScroll: true });
  }

  close(): void {
    if (!this.page) return;
    const had = this.box.contains(document.activeElement);
    const { from } = this.page;
    this.closed();
    this.box.hidePopover();
    if (had) from.focus({ preventScroll: true });
  }

  private closed(): void {
    const page = this.page;
    if (!page) return;
    delete this.page;
    page.from.setAttribute("aria-expanded", "false");
    page.closed();
  }

  private place({ at, fixed }: Page): void {
    const { offsetWidth: w, offsetHeight: h } = this.box;
    const left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - w - gap));
    const above = at.top - h - gap;
    const top = at.bottom + gap + h > innerHeight && above >= 0 ? above : at.bottom + gap;
    Object.assign(this.box.style, {
      position: fixed ? "fixed" : "absolute",
      left: `${left + (fixed ? 0 : scrollX)}px`,
      top: `${Math.max(gap, fixed ? Math.min(top, innerHeight - h - gap) : top + scrollY)}px`,
    });
  }
}
