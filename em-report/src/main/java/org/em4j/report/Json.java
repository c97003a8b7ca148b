package org.em4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Result;
import org.em4j.validation.reproduce.Run;

/** Runs as JSON: {@code {"papers": [{"id", "equations": [..], "claims": [..], "tables": [..]}]}}. */
public final class Json {
    private Json() {}

    /** What there is to run: {@code {"papers": [{"id", "title", "equations": 39, "claims": 3, "tables": 0}]}}. */
    public static ObjectNode list(List<Ledger> ledgers) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ArrayNode papers = whole.putArray("papers");
        ledgers.forEach(ledger -> papers.addObject()
                .put("id", ledger.id())
                .put("title", ledger.title())
                .put("equations", ledger.equations().size())
                .put("claims", ledger.claims().size())
                .put("tables", ledger.tables().size()));
        return whole;
    }

    /** All of them. */
    public static ObjectNode of(List<Run> runs) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ArrayNode papers = whole.putArray("papers");
        for (Run run : runs) {
            ObjectNode paper = papers.addObject();
            paper.put("id", run.ledger().id());
            ArrayNode equations = paper.putArray("equations");
            for (Ledger.Equation e : run.ledger().equations()) {
                equations.add(equation(e, run.results().get(e.id())));
            }
            ArrayNode claims = paper.putArray("claims");
            run.claims().forEach(c -> claims.add(result(c)));
            ArrayNode tables = paper.putArray("tables");
            run.tables().forEach(t -> tables.add(result(t)));
        }
        return whole;
    }

    /** An equation and what became of it. */
    public static ObjectNode equation(Ledger.Equation e, Result result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", e.id());
        number(node, "residual", result.residual());
        node.put("tolerance", e.tolerance());
        return node.setAll(result(result));
    }

    /** What became of a claim, of a table, or of an equation. */
    public static ObjectNode result(Result result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", result.id());
        node.put("verdict", result.verdict());
        if (!result.failure().isEmpty()) {
            node.put("failure", result.failure());
        }
        ArrayNode comparisons = node.putArray("comparisons");
        result.comparisons().forEach(c -> {
            ObjectNode line = comparisons.addObject();
            line.put("data", c.data()).put("what", c.what());
            number(line, "residual", c.residual());
            line.put("tolerance", c.tolerance());
        });
        if (!result.rows().isEmpty()) {
            ArrayNode rows = node.putArray("rows");
            result.rows()
                    .forEach(r -> rows.addObject()
                            .put("name", r.printed().name())
                            .put("printed", r.printed().printed())
                            .put("ours", r.ours())
                            .put("verdict", r.verdict()));
        }
        ObjectNode figures = node.putObject("figures");
        result.figures().forEach(f -> figures.put(f.name(), f.value()));
        return node;
    }

    /** What is not a number has no place in JSON. */
    private static void number(ObjectNode node, String name, double v) {
        if (Double.isFinite(v)) {
            node.put(name, v);
        } else {
            node.putNull(name);
        }
    }
}
