/** The answer to a form, put into the page that is open. */

/** The query in the address of what is shown. */
let shown = window.location.search;

/** Send `form` without leaving the page, and show what is answered in the place of the former answer. */
export function answerInPlace(form: HTMLFormElement): void {
  let asked: AbortController | undefined;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    asked?.abort();
    asked = new AbortController();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) fields.append(name, String(value));
    void show(`${form.action}?${fields}`, asked.signal);
  });
  // Back and forward lead to other queries; a place in this page is none.
  window.addEventListener("popstate", () => {
    if (window.location.search !== shown) window.location.reload();
  });
}

/** What of the page tells of the query: how much is answered, the answer, and the links to it in other languages. */
const PARTS = ["#told", "#answer", ".spoken ul"];

async function show(address: string, signal: AbortSignal): Promise<void> {
  const place = document.querySelector("#answer");
  place?.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // What is no page with an answer, a refusal for want of a token for instance, is shown as it is.
    if (page.querySelector("#answer") === null) return window.location.assign(address);
    for (const part of PARTS) {
      document.querySelector(part)?.replaceChildren(...(page.querySelector(part)?.childNodes ?? []));
    }
    window.history.pushState(null, "", address);
    shown = window.location.search;
  } catch {
    // Stopped by the next query, which goes on; else the browser says what is wrong with the network.
    if (!signal.aborted) window.location.assign(address);
  } finally {
    if (!signal.aborted) place?.removeAttribute("aria-busy");
  }
}
