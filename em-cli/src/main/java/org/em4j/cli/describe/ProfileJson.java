package org.em4j.cli.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.em4j.cli.option.CoverageJson;
import org.em4j.cli.terminal.Console;
import org.em4j.io.profile.ColumnProfile;
import org.em4j.io.profile.MissingValues;
import org.em4j.io.profile.TableProfile;

/** What a table looks like, as JSON. */
final class ProfileJson {
    private static final int PATTERNS = 100;
    private static final int PAIRS = 10;

    private ProfileJson() {}

    static ObjectNode of(TableProfile profile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<String> names = profile.columns().stream().map(ColumnProfile::name).toList();
        names.forEach(json.putArray("columns")::add);
        json.put("rowCount", profile.rows());
        if (!profile.weights().isEmpty()) {
            json.put("weights", profile.weights());
            json.put("rowsOfWeightZero", profile.weightless());
        }
        count(json, "observations", profile.weight());
        ArrayNode columns = json.putArray("profile");
        profile.columns().forEach(column -> column(columns.addObject(), column));
        if (!profile.leftOut().isEmpty()) {
            profile.leftOut().forEach(json.putArray("leftOut")::add);
        }
        if (profile.missing().values() > 0) {
            profile.missing()
                    .coverage()
                    .ifPresent(coverage ->
                            CoverageJson.put(json, coverage, profile.missing().columns()));
            missing(json.withObject("/missing"), profile.missing());
        }
        return json;
    }

    private static void column(ObjectNode node, ColumnProfile column) {
        node.put("name", column.name());
        node.put("type", column.kind().name().toLowerCase(Locale.ROOT));
        count(node, "observed", column.observed());
        count(node, "missing", column.missing());
        node.put(column.hasMore() ? "differentMoreThan" : "different", column.different());
        column.spread().ifPresent(spread -> {
            number(node, "minimum", spread.minimum());
            number(node, "mean", spread.mean());
            spread.deviation().ifPresent(sd -> number(node, "sd", sd));
            spread.median().ifPresent(median -> number(node, "median", median));
            number(node, "maximum", spread.maximum());
        });
        if (!column.common().isEmpty()) {
            ArrayNode common = node.putArray("mostFrequent");
            column.common().forEach(c -> count(common.addObject().put("value", c.value()), "count", c.weight()));
        }
        if (!column.notes().isEmpty()) {
            ArrayNode notes = node.putArray("notes");
            column.notes()
                    .forEach(n -> notes.addObject()
                            .put("kind", n.oddity().name().toLowerCase(Locale.ROOT))
                            .put("words", Console.options(n.words())));
        }
    }

    private static void missing(ObjectNode node, MissingValues missing) {
        node.put("values", missing.values());
        count(node, "completeRows", missing.complete());
        ArrayNode patterns = node.putArray("patterns");
        missing.patterns().stream().limit(PATTERNS).forEach(gap -> {
            ObjectNode pattern = patterns.addObject();
            gap.columns().forEach(pattern.putArray("columns")::add);
            count(pattern, "rows", gap.weight());
        });
        int more = Math.max(0, missing.patterns().size() - PATTERNS);
        node.put(missing.hasMore() ? "morePatternsThan" : "morePatterns", more);
        missing.coverage().ifPresent(coverage -> {
            List<String> names = missing.columns();
            ArrayNode rarest = node.putArray("rarestPairs");
            coverage.rarest(PAIRS).forEach(pair -> {
                ObjectNode each = rarest.addObject();
                each.putArray("columns").add(names.get(pair.first())).add(names.get(pair.second()));
                each.put("share", pair.share());
            });
        });
    }

    /** A weight, which is a whole number where weights are counts. */
    private static void count(ObjectNode node, String name, double weight) {
        if (weight == Math.rint(weight) && weight < 1L << 53) {
            node.put(name, (long) weight);
        } else {
            node.put(name, weight);
        }
    }

    /** What is too large for a number has no place in JSON. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
