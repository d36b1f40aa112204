// A workbook dropped on the form is handed in as if it had been chosen.
export function dropZones(): void {
  for (const zone of document.querySelectorAll<HTMLElement>("form.drop")) {
    const form = zone as HTMLFormElement;
    const input = form.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) continue;
    const over = (e: DragEvent, on: boolean): void => {
      e.preventDefault();
      form.classList.toggle("over", on);
    };
    form.addEventListener("dragover", (e) => over(e, true));
    form.addEventListener("dragleave", (e) => over(e, false));
    form.addEventListener("drop", (e) => {
      over(e, false);
      if (!e.dataTransfer?.files.length) return;
      input.files = e.dataTransfer.files;
      form.requestSubmit();
    });
    form.addEventListener("submit", () => form.classList.add("busy"));
  }
}
