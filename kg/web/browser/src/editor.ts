/** An editor of SPARQL in the place of a text field. */

import { Yasqe } from "@zazuko/yasqe";
import { completeTerms, readTerms } from "./completion";

/** Put an editor in the place of `field`, which goes on holding what `form` sends. */
export function openEditor(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const place = document.createElement("div");
  place.dir = "ltr";
  place.lang = "en";
  const label = form.querySelector<HTMLLabelElement>(`label[for="${field.id}"]`);
  field.before(place);
  completeTerms(Yasqe, readTerms());
  const editor: Yasqe = new Yasqe(place, {
    value: field.value,
    screenReaderLabel: label?.textContent ?? "SPARQL",
    showQueryButton: false,
    resizeable: false,
    persistenceId: null,
    consumeShareLink: null,
    // The address of the page itself is what one shares.
    createShareableLink: undefined,
    prefixCcApi: null,
    // As high as the query: nothing in it scrolls by itself.
    editorHeight: "auto",
    viewportMargin: Infinity,
    extraKeys: {
      // Who goes through a page by the keyboard comes out of the editor again.
      Tab: false,
      "Shift-Tab": false,
      "Ctrl-Enter": () => form.requestSubmit(),
      "Cmd-Enter": () => form.requestSubmit(),
      "Ctrl-Space": () => editor.autocomplete(),
      "Ctrl-/": () => editor.commentLines(),
    },
  });
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;
  field.hidden = true;
  field.required = false;
  // Folded, it has no size yet.
  place.closest("details")?.addEventListener("toggle", () => editor.refresh());
  label?.addEventListener("click", () => editor.focus());
  editor.on("change", () => {
    field.value = editor.getValue();
  });
}
