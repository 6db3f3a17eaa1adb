// Ask an endpoint by one of the clients: node ask.js CLIENT ENDPOINT TOKEN < {"rows": QUERY, "truth": …, "graph": …}
import { text } from "node:stream/consumers";
import { QueryEngine } from "@comunica/query-sparql";
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";

const [client, endpoint, token] = process.argv.slice(2);

/** Fetch with the token, as a program of one's own would. */
function fetchWithToken(input, init = {}) {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return fetch(input, { ...init, headers });
}

const clients = {
  comunica: () => {
    const engine = new QueryEngine();
    const context = { sources: [{ type: "sparql", value: endpoint }], fetch: fetchWithToken };
    return {
      rows: async (query) => {
        const rows = await (await engine.queryBindings(query, context)).toArray();
        return rows.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, plain(term)])));
      },
      truth: (query) => engine.queryBoolean(query, context),
      graph: async (query) => (await (await engine.queryQuads(query, context)).toArray()).map(plainTriple),
    };
  },
  "fetch-sparql-endpoint": () => {
    const fetcher = new SparqlEndpointFetcher({ fetch: fetchWithToken });
    return {
      rows: async (query) => {
        const rows = await (await fetcher.fetchBindings(endpoint, query)).toArray();
        return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, plain(term)])));
      },
      truth: (query) => fetcher.fetchAsk(endpoint, query),
      graph: async (query) => (await (await fetcher.fetchTriples(endpoint, query)).toArray()).map(plainTriple),
    };
  },
};

function plain(term) {
  return term.language ? `${term.value}@${term.language}` : term.value;
}

function plainTriple({ subject, predicate, object }) {
  return [subject, predicate, object].map(plain);
}

const asked = JSON.parse(await text(process.stdin));
const chosen = clients[client]();
const answers = {};
for (const [kind, query] of Object.entries(asked)) {
  try {
    answers[kind] = await chosen[kind.split("-")[0]](query);
  } catch (error) {
    answers[kind] = { error: error.message };
  }
}
console.log(JSON.stringify(answers));
