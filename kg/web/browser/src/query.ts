/** The page of queries: its text field becomes an editor, and answers come without another page. */

import { answerInPlace } from "./answer";
import { openEditor } from "./editor";

const form = document.querySelector<HTMLFormElement>("form#ask");
const field = form?.querySelector<HTMLTextAreaElement>("textarea");
if (form && field) {
  openEditor(form, field);
  answerInPlace(form);
}
