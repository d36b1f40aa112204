// parsed is a page of this site that was fetched to take pieces from. What is for
// readers without script goes: its pictures would be loaded as it is put in place.
export function parsed(text: string): Document {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const e of page.querySelectorAll("noscript")) e.remove();
  return page;
}
