// While somebody types, what the text says is judged again: the server's answer
// to "check" takes the place of the preview. Without this the button does it.
export function editing(form: HTMLFormElement): void {
  let timer = 0;
  let asking: AbortController | undefined;
  const check = async (): Promise<void> => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    fields.set("do", "check");
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(".editor .checked");
      if (answer.ok && fresh && !mine.signal.aborted) form.querySelector(".checked")?.replaceWith(fresh);
    } catch {
      // aborted by the next letter, or no connection: what stands stays, the button says more
    }
  };
  form.querySelector("textarea")?.addEventListener("input", () => {
    clearTimeout(timer);
    asking?.abort();
    timer = window.setTimeout(() => void check(), 500);
  });
}
