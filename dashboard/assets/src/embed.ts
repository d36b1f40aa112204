// An embedded chart: tells the page around it how tall it is, in the words that
// other makers' pages understand too. The picture stands in the page; the one
// that can be pointed at takes its place when the reader comes near.
import { Plot } from "./plot";

const id = new URLSearchParams(location.search).get("id") ?? location.pathname + location.search;

function tell(): void {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  const say = (m: unknown): void => parent.postMessage(m, "*");
  say({ countyboard: { id, height } });
  say({ "datawrapper-height": { [id]: height } });
  say({ sentinel: "amp", type: "embed-size", height });
  say(JSON.stringify({ src: location.href, context: "iframe.resize", height }));
  say(`pymxPYMx${id}xPYMxheightxPYMx${height}`);
}

// Those of the pictures that stand in the page (dashboard/page_embed.go).
const widths = [340, 520];

for (const host of document.querySelectorAll<HTMLElement>(".plot[data-option]")) {
  const plot = new Plot(host, tell, widths);
  const load = (): void => {
    near.disconnect();
    void plot.load();
  };
  const near = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && load());
  near.observe(host);
  for (const touch of ["pointerenter", "focusin", "touchstart"]) host.addEventListener(touch, load, { once: true, passive: true });
}
if (parent !== window) {
  new ResizeObserver(tell).observe(document.documentElement);
  addEventListener("message", (e: MessageEvent<unknown>) => {
    if (e.source === parent && (e.data as { countyboard?: unknown } | null)?.countyboard === "height") tell();
  });
}
