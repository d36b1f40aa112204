// For other people's pages, as /embed.js: <county-chart src="…"> becomes a
// frame, and frames (<iframe data-countyboard> too) are as tall as what they show.
const [least, most, fallback] = [80, 4000, 480];
const own = new Set<HTMLIFrameElement>();

function frames(): HTMLIFrameElement[] {
  return [...own, ...document.querySelectorAll<HTMLIFrameElement>("iframe[data-countyboard]")];
}

// A page's address works as well as the embed's own; anything else is refused: a
// page that is no embed would be an empty frame.
function address(src: string | null): string | undefined {
  try {
    const u = new URL(src ?? "", document.baseURI);
    u.pathname = u.pathname.replace(/\/charts\/([^/]+)$/, "/embed/$1");
    return /^https?:$/.test(u.protocol) && /\/embed\/[^/]+$/.test(u.pathname) ? u.href : undefined;
  } catch {
    return undefined;
  }
}

function fit(frame: HTMLIFrameElement, height: unknown): void {
  if (typeof height !== "number" || !Number.isFinite(height)) return;
  frame.style.height = `${Math.min(Math.max(Math.ceil(height), least), most)}px`;
}

// Browsers put paper behind a frame whose colour scheme is not that of the element
// it stands in; where the page is to show through, the element has the frame's.
function clear(frame: HTMLIFrameElement): void {
  const q = new URLSearchParams(frame.src.split("?")[1]);
  if (q.get("background") === "transparent") frame.style.colorScheme = q.get("theme") ?? "light dark";
}

addEventListener("message", (e: MessageEvent<unknown>) => {
  const told = (e.data as { countyboard?: { height?: unknown } } | null)?.countyboard;
  if (!told || !e.source) return;
  const frame = frames().find((f) => f.contentWindow === e.source);
  if (frame) fit(frame, told.height);
});

class CountyChart extends HTMLElement {
  static readonly observedAttributes = ["src", "title"];
  private frame?: HTMLIFrameElement;

  connectedCallback(): void {
    this.style.display = "block";
    this.show();
  }

  disconnectedCallback(): void {
    if (this.frame) own.delete(this.frame);
    this.frame?.remove();
    delete this.frame;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.show();
  }

  // What stands inside the element is for readers without script; it stays
  // where the address makes no sense, which is said where nothing stands there.
  private show(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const src = address(this.getAttribute("src"));
    if (!src) {
      const slot = document.createElement("slot");
      const zh = (this.closest("[lang]")?.getAttribute("lang") ?? navigator.language).startsWith("zh");
      slot.textContent = `${zh ? "这个地址不是图表：" : "This is no address of a chart: "}${this.getAttribute("src") ?? ""}`;
      this.disconnectedCallback();
      root.replaceChildren(slot);
      return;
    }
    if (!this.frame) {
      const f = document.createElement("iframe");
      f.loading = "lazy";
      Object.assign(f.style, { display: "block", width: "100%", border: "0" });
      fit(f, Number(this.getAttribute("height") ?? fallback));
      this.frame = f;
      own.add(f);
      root.replaceChildren(f);
    }
    this.frame.title = this.getAttribute("title") ?? "";
    if (this.frame.src !== src) this.frame.src = src;
    clear(this.frame);
  }
}

if (!customElements.get("county-chart")) customElements.define("county-chart", CountyChart);
// Frames that stood before this script did may have told their height already.
const ask = (): void => frames().forEach((f) => f.contentWindow?.postMessage({ countyboard: "height" }, "*"));
const fitAll = (): void => {
  frames().forEach(clear);
  ask();
};
fitAll();
addEventListener("load", fitAll);

export {};
