"""A small program as somebody writes it against the public API alone, which :mod:`test_program` checks."""

from __future__ import annotations

import sys

import kg


def tell(folder: str) -> list[str]:
    """Return lines on what is in a folder, in every way that the API has."""
    graph: kg.ClaimGraph = kg.load(folder)
    claim: kg.GraphClaim = graph.claims["d1"]
    lines = [kg.__version__, kg.language("en"), claim.name, claim.quote, claim.statement, claim.article.id]
    some: kg.Claims = graph.claims[:9].where(stance="demands")
    lines += [one.source for one in some]
    lines += [*graph.articles.names, *graph.sources.names, *graph.events.names, *graph.standpoints.names]
    relation: kg.GraphRelation = graph.relations["m1+d1"]
    lines += [relation.headline, relation.relation.value, str(relation.explain()), *relation.claims.names]
    lines += [str(row["first"]) for row in graph.relations(["baku"]).of("contradicts").to_dicts()]
    for dispute in graph.disputes():
        lines += [dispute.id, str(dispute.graph().number_of_nodes()), dispute.picture().svg]
    answer: kg.QueryAnswer = graph.query("chain-of-a-claim", claim=claim)
    lines += [str(row["speaker"]) for row in answer.to_dicts()]
    lines += [
        str(graph.why_not("k1", "d1")),
        str(graph.compare("none", "baku")),
        str(graph.diff(graph).empty),
    ]
    findings: kg.ValidationFindings = graph.validate()
    page: kg.Page = graph.report(dispute="m1")
    lines += [str(findings.ok), page.html, *graph.bundle(producer="our-desk")]
    article = graph.add_article("note", "Nobody said so.", language="en", publisher="reuters")
    says = {"kind": "firing"}
    added = graph.add_claim(
        article, "n1", source="armenia", stance="denies", quote="Nobody said so", says=says
    )
    lines += [added.name, article.to_yaml()]
    try:
        graph.export("nonsense")
    except kg.InputError as error:
        lines += [problem.message for problem in error.problems]
    return lines


if __name__ == "__main__":
    print("\n".join(tell(sys.argv[1])))
