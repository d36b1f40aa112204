// A dialog over the page, closed by its own button or by Escape; it leaves the
// document as it closes.
export function dialogOf(kind: string, title: string, close: string | undefined, ...content: Node[]): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = kind;
  dialog.setAttribute("aria-labelledby", title);
  const form = document.createElement("form");
  form.method = "dialog";
  const button = document.createElement("button");
  button.className = "link";
  button.textContent = close ?? "×";
  form.append(button);
  dialog.append(form, ...content);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  return dialog;
}
