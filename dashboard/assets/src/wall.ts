// The wall: one picture at a time beside the headline figures, the next one
// after a while. It asks for its own page now and then, shows a new revision by
// itself, and keeps what it has while the server cannot be reached. On a window
// that is no wall, all pictures stand one after the other.
import { parsed } from "./page";
import { Plot } from "./plot";

const turnEvery = 20_000;
const askEvery = 30_000;
const patience = 10_000;

// Pictures are drawn for a page and shown this much larger on a wall of 1080 lines.
const larger = 2.1;

const big = matchMedia("(min-width: 1000px) and (min-height: 560px)");
const root = document.documentElement;
const lang = root.lang;

let wall = document.querySelector<HTMLElement>(".wall") as HTMLElement;
let slides: HTMLElement[] = [];
let at = 0;
let paused = matchMedia("(prefers-reduced-motion: reduce)").matches;
let turned = Date.now();
let heard = Date.now();
let tag = "";
let asking = false;

function scale(): void {
  const k = big.matches ? larger * Math.min(innerWidth / 1920, innerHeight / 1080) : 1;
  root.style.setProperty("--scale", k.toFixed(4));
}

function show(n: number): void {
  at = slides.length ? (n + slides.length) % slides.length : 0;
  turned = Date.now();
  slides.forEach((s, i) => s.classList.toggle("now", i === at));
  const figures = [...wall.querySelectorAll<HTMLElement>(".numerals li")];
  const spoken = figures.find((f) => f.dataset["slug"] === slides[at]?.dataset["slug"]);
  for (const f of figures) f.classList.toggle("now", f === spoken);
  const count = wall.querySelector(".count");
  if (count) count.textContent = `${at + 1} / ${slides.length}`;
}

function pause(on: boolean): void {
  paused = on;
  turned = Date.now();
  const button = wall.querySelector<HTMLElement>(".pause");
  if (button) button.textContent = (on ? button.dataset["goOn"] : button.dataset["pause"]) ?? "";
  wall.classList.toggle("paused", on);
}

// take makes a page's pictures ready, hidden or not, and reports whether all stand.
async function take(fresh: HTMLElement): Promise<boolean> {
  const drawn = [...fresh.querySelectorAll<HTMLElement>(".plot[data-option]")].map((host) => new Plot(host).load());
  return (await Promise.all(drawn)).every(Boolean);
}

function begin(): void {
  slides = [...wall.querySelectorAll<HTMLElement>(".slide")];
  const turn = wall.querySelector<HTMLElement>(".turn");
  if (turn) turn.hidden = slides.length < 2;
  wall.querySelector(".pause")?.addEventListener("click", () => pause(!paused));
  for (const b of wall.querySelectorAll<HTMLElement>(".step")) b.addEventListener("click", () => show(at + Number(b.dataset["step"])));
  pause(paused);
  show(at);
  tick();
}

function clock(when: number): string {
  return new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(when);
}

function tick(): void {
  const face = wall.querySelector<HTMLElement>(".clock");
  if (face) {
    const day = new Intl.DateTimeFormat(lang, { month: "long", day: "numeric", weekday: "short" }).format();
    const text = `${day} ${clock(Date.now())}`;
    if (face.textContent !== text) face.textContent = text;
    face.hidden = false;
  }
  const read = wall.querySelector(".stage")?.contains(document.activeElement); // somebody walks over a picture
  if (!paused && !read && big.matches && Date.now() - turned >= turnEvery) show(at + 1);
}

function lost(yes: boolean): void {
  const sign = wall.querySelector<HTMLElement>(".lost");
  const text = yes ? (sign?.dataset["lost"] ?? "").replace("{time}", clock(heard)) : "";
  if (sign && sign.textContent !== text) sign.textContent = text;
}

// ask fetches the page if it has changed; an unchanged one costs a few bytes.
async function ask(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {}, signal: AbortSignal.timeout(patience) });
    if (answer.status !== 304) {
      if (!answer.ok) throw new Error(String(answer.status));
      await renew(parsed(await answer.text()));
      tag = answer.headers.get("ETag") ?? "";
    } else if (wall.querySelector(".plot.failed")) await take(wall);
    heard = Date.now();
    lost(false);
  } catch {
    lost(true);
  } finally {
    asking = false;
  }
}

// renew puts a new page in place of the one that stands, once it is drawn.
async function renew(page: Document): Promise<void> {
  const fresh = page.querySelector<HTMLElement>(".wall");
  if (!fresh) throw new Error("no wall");
  if (fresh.dataset["stamp"] === wall.dataset["stamp"]) return;
  const scripts = (d: Document): string => [...d.querySelectorAll<HTMLScriptElement>("script[src]")].map((s) => s.getAttribute("src")).join(" ");
  if (scripts(page) !== scripts(document)) return location.reload(); // another build
  fresh.classList.add("coming");
  document.body.append(fresh);
  if (!(await take(fresh))) {
    fresh.remove();
    throw new Error("not drawn");
  }
  const old = wall;
  wall = fresh;
  old.remove();
  fresh.classList.remove("coming");
  begin();
}

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.altKey || e.metaKey || !big.matches) return;
  const onButton = e.target instanceof HTMLButtonElement;
  if (e.key === " " && !onButton) pause(!paused);
  else if (e.key === "ArrowRight") show(at + 1);
  else if (e.key === "ArrowLeft") show(at - 1);
  else return;
  e.preventDefault();
});

scale();
addEventListener("resize", scale);
begin();
void take(wall);
setInterval(tick, 1000);
setInterval(() => void ask(), askEvery);
for (const event of ["online", "offline"]) addEventListener(event, () => void ask());
void ask();
