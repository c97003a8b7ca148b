package org.em4j.cli.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.em4j.core.TextTable;
import org.em4j.validation.reproduce.Result;

/** A table of a paper, ours beside it. */
final class PrintedTable {
    private PrintedTable() {}

    /** The table as text, and below it why a printed figure is off where one is. */
    static String of(Result result) {
        TextTable table = new TextTable(List.of("", "printed", "ours", ""));
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Result.Row row : result.rows()) {
            table.line(List.of(row.printed().name(), row.printed().printed(), row.digits(), row.verdict()));
            if (!row.printed().because().isEmpty()) {
                reasons.computeIfAbsent(row.printed().because(), because -> new ArrayList<>())
                        .add(row.printed().name());
            }
        }
        StringBuilder text = new StringBuilder(table.toString());
        reasons.forEach((because, rows) ->
                text.append(named(rows)).append(": ").append(because).append('\n'));
        return text.toString();
    }

    private static String named(List<String> rows) {
        return rows.size() == 1 ? rows.get(0) : rows.get(0) + ", and " + (rows.size() - 1) + " more";
    }
}
