// Which sentence is being read: the one nearest a line across the window.
// Several on one line of text take turns as it passes.
const line = 0.38; // of the window's height, from above

export function reading(claims: HTMLElement[], turn: (claim: HTMLElement) => void): void {
  const near = new Set<HTMLElement>();
  let now: HTMLElement | undefined;
  let asked = false;

  const pick = (): void => {
    asked = false;
    const seen = claims.filter((c) => near.has(c)).map((claim) => ({ claim, r: claim.getClientRects()[0] ?? claim.getBoundingClientRect() }));
    let best: HTMLElement | undefined;
    let least = Infinity;
    for (const { claim, r } of seen) {
      const same = seen.filter((o) => Math.abs(o.r.top - r.top) < r.height / 2);
      const turn = (same.findIndex((o) => o.claim === claim) + 0.5) / same.length;
      const far = Math.abs(r.top + r.height * turn - innerHeight * line);
      if (far < least) [best, least] = [claim, far];
    }
    if (!best || best === now) return;
    now = best;
    turn(best);
  };
  const ask = (): void => {
    if (asked || near.size === 0) return;
    asked = true;
    requestAnimationFrame(pick);
  };
  const watch = new IntersectionObserver((entries) => {
    for (const e of entries) {
      if (e.isIntersecting) near.add(e.target as HTMLElement);
      else near.delete(e.target as HTMLElement);
    }
    ask();
  });
  for (const c of claims) watch.observe(c);
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
}
