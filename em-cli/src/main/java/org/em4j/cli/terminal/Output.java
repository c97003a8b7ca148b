package org.em4j.cli.terminal;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.em4j.core.fit.Trace;
import org.em4j.io.Table;

/** What is printed and written of fits and rows, as CSV. */
public final class Output {
    private Output() {}

    /** The trace as CSV, one line an iteration, from the start on. */
    public static String csv(Trace trace) {
        StringBuilder text = new StringBuilder(
                "iteration,logLikelihood,objective,surrogateGain,remainder,audit,eSteps,gradientNorm,aitken\n");
        for (Trace.Entry e : trace.entries()) {
            text.append(e.iteration())
                    .append(',')
                    .append(e.logLikelihood())
                    .append(',')
                    .append(e.objective())
                    .append(',')
                    .append(e.surrogateGain())
                    .append(',')
                    .append(e.remainder())
                    .append(',')
                    .append(e.audit())
                    .append(',')
                    .append(e.eSteps())
                    .append(',')
                    .append(e.gradientNorm())
                    .append(',')
                    .append(trace.left(e.iteration()).stream()
                            .mapToObj(Double::toString)
                            .findFirst()
                            .orElse(""))
                    .append('\n');
        }
        return text.toString();
    }

    /** A text as a cell of CSV. */
    public static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** CSV with names of its rows in a first column without a name; begun again where there are more rows than names. */
    public static String named(String csv, List<String> names) {
        if (names.isEmpty()) {
            return csv;
        }
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        int from = 0;
        int row = 0;
        for (int i = 0; i < csv.length(); i++) {
            quoted ^= csv.charAt(i) == '"';
            if (csv.charAt(i) == '\n' && !quoted) {
                text.append(row == 0 ? "" : quoted(names.get((row - 1) % names.size())))
                        .append(',')
                        .append(csv, from, i + 1);
                from = i + 1;
                row++;
            }
        }
        return text.toString();
    }

    /** Rows as CSV. */
    public static String csv(List<String> columns, double[][] rows) {
        StringWriter text = new StringWriter();
        Table.write(text, columns, rows);
        return text.toString();
    }

    /** Rows as CSV, with the texts that the numbers of categorical columns stand for. */
    public static String csv(List<String> columns, double[][] rows, Map<String, List<String>> categories) {
        if (categories.isEmpty()) {
            return csv(columns, rows);
        }
        StringBuilder text =
                new StringBuilder(columns.stream().map(Output::quoted).collect(Collectors.joining(","))).append('\n');
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                List<String> words = categories.getOrDefault(columns.get(j), List.of());
                text.append(j == 0 ? "" : ",")
                        .append(words.isEmpty() ? Double.toString(row[j]) : quoted(words.get((int) row[j])));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
