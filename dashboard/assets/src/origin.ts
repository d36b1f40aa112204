// Signed-in people follow a figure to its cell: the link leads to a page that
// shows the cell among its neighbours; with script it is shown right here.
import { parsed } from "./page";

export function showOrigins(): void {
  document.addEventListener("click", (e) => {
    const link = (e.target as Element).closest<HTMLAnchorElement>("a.from");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    void open(link);
  });
}

async function open(link: HTMLAnchorElement): Promise<void> {
  try {
    const answer = await fetch(link.href);
    const excerpt = parsed(await answer.text()).querySelector(".excerpt");
    if (!answer.ok || !excerpt) throw new Error("no excerpt");
    const dialog = document.createElement("dialog");
    dialog.className = "origin";
    dialog.append(excerpt);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(".here")?.scrollIntoView({ block: "center", inline: "center" });
  } catch {
    location.assign(link.href);
  }
}

// originOf is the address of a cell's surroundings, where the figure's table has it.
export function originOf(host: Element, cell: string): string | undefined {
  const links = host.closest("figure")?.querySelectorAll<HTMLAnchorElement>("a.from") ?? [];
  return [...links].find((a) => a.dataset["cell"] === cell)?.href;
}
