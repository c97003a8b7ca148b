package org.em4j.cli.option;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.em4j.core.inference.CovarianceCoverage;

/** What of the rows is observed, as JSON under {@code missing}; nothing of complete rows. */
public final class CoverageJson {
    private CoverageJson() {}

    public static void put(ObjectNode json, CovarianceCoverage coverage, List<String> columns) {
        if (coverage.isComplete()) {
            return;
        }
        ObjectNode node = json.putObject("missing");
        node.put("values", coverage.missing());
        node.put("rowsWithoutValue", coverage.blank());
        ObjectNode observed = node.putObject("observed");
        for (int j = 0; j < columns.size(); j++) {
            observed.put(columns.get(j), coverage.share(j));
        }
        coverage.least().ifPresent(pair -> {
            ObjectNode least = node.putObject("leastOftenTogether");
            least.set("columns", pair(pair, columns, json.arrayNode()));
            least.put("share", pair.share());
        });
        ArrayNode never = node.putArray("neverTogether");
        coverage.never().forEach(pair -> never.add(pair(pair, columns, json.arrayNode())));
    }

    private static ArrayNode pair(CovarianceCoverage.Pair pair, List<String> columns, ArrayNode names) {
        return names.add(columns.get(pair.first())).add(columns.get(pair.second()));
    }
}
