// An embedded chart: draws itself, and tells the page around it how tall it is
// in the words that other makers' pages understand too.
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

for (const host of document.querySelectorAll<HTMLElement>(".plot[data-option]")) {
  void new Plot(host, tell).load();
}
if (parent !== window) new ResizeObserver(tell).observe(document.documentElement);
