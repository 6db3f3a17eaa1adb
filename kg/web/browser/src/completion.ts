/** What may be written where in a query: the prefixes and terms that the page lists. */

import type { Yasqe } from "@zazuko/yasqe";

/** The prefixes of the graph with their namespaces, and the IRIs of its terms. */
export interface Terms {
  prefixes: Record<string, string>;
  classes: string[];
  properties: string[];
}

/** Return the terms that the page lists for its script. */
export function readTerms(): Terms {
  const listed = document.getElementById("terms")?.textContent;
  return listed ? (JSON.parse(listed) as Terms) : { prefixes: {}, classes: [], properties: [] };
}

/** Complete queries with `terms` alone; nothing is looked up on the network. */
export function completeTerms(editors: typeof Yasqe, terms: Terms): void {
  // The others that come with the editor ask other sites.
  editors.defaults.autocompleters = ["variables"];
  const prefixes = Object.entries(terms.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
  const offered = { prefixes, class: terms.classes, property: terms.properties };
  for (const [name, completions] of Object.entries(offered)) {
    const known = editors.Autocompleters[name];
    if (known === undefined) throw new Error(`the editor completes no ${name}`);
    editors.registerAutocompleter({
      ...known,
      bulk: true,
      autoShow: true,
      // Kept in no browser: with another version of the program they may be others.
      persistenceId: undefined,
      get: () => completions,
    });
  }
}
