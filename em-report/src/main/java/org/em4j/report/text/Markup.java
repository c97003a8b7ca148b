package org.em4j.report.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.TextPage;
import org.em4j.core.TextPage.Figures;
import org.em4j.core.TextPage.Words;
import org.em4j.core.TextTable;

/**
 * A page of words and tables in a language of documents.
 *
 * <pre>{@code
 * TextTable table = new TextTable(List.of("column", "mean")).line(List.of("x_1", "-2.5"));
 * System.out.println(Markup.LATEX.of(new TextPage().table("Means", table)));
 * }</pre>
 */
public enum Markup {
    /** Tables with pipes, as GitHub, Quarto and pandoc take them. */
    MARKDOWN {
        @Override
        String words(String text) {
            return text.lines()
                    .map(line -> line.isBlank() ? "\n" : escaped(line) + "  \n") // two blanks end a line
                    .collect(Collectors.joining());
        }

        @Override
        String table(String caption, TextTable table) {
            List<List<String>> lines = table.lines();
            String rule = IntStream.range(0, lines.get(0).size())
                    .mapToObj(j -> j < table.left() ? "---" : "--:")
                    .collect(Collectors.joining("|", "|", "|\n"));
            String rows = lines.stream()
                    .skip(1)
                    .map(line -> row(line, lines.get(0).size()))
                    .collect(Collectors.joining());
            return "\n**" + escaped(caption) + "**\n\n"
                    + row(lines.get(0), lines.get(0).size()) + rule + rows + "\n";
        }

        private String row(List<String> cells, int width) {
            return IntStream.range(0, width)
                    .mapToObj(j -> j < cells.size() ? escaped(cells.get(j)) : "")
                    .collect(Collectors.joining(" | ", "| ", " |\n"));
        }

        private String escaped(String text) {
            return text.replaceAll("([\\\\`*_\\[\\]<>|#~])", "\\\\$1");
        }
    },

    /** Tables with booktabs' rules, to be put into a paper; words are comments. */
    LATEX {
        @Override
        String words(String text) {
            return text.lines()
                    .map(line -> ("% " + line).stripTrailing() + "\n")
                    .collect(Collectors.joining());
        }

        @Override
        String table(String caption, TextTable table) {
            List<List<String>> lines = table.lines();
            int width = lines.get(0).size();
            String columns = "l".repeat(table.left()) + "r".repeat(width - table.left());
            return "\\begin{table}\n  \\centering\n  \\caption{" + escaped(caption) + "}\n  \\begin{tabular}{" + columns
                    + "}\n    \\toprule\n" + row(lines.get(0), width) + "    \\midrule\n"
                    + lines.stream().skip(1).map(line -> row(line, width)).collect(Collectors.joining())
                    + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
        }

        private String row(List<String> cells, int width) {
            return IntStream.range(0, width)
                    .mapToObj(j -> j < cells.size() ? escaped(cells.get(j)) : "")
                    .collect(Collectors.joining(" & ", "    ", " \\\\\n"));
        }

        private String escaped(String text) {
            StringBuilder escaped = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean isMinus = c == '-'
                        && i + 1 < text.length()
                        && Character.isDigit(text.charAt(i + 1))
                        && (i == 0 || text.charAt(i - 1) == ' ');
                escaped.append(
                        switch (c) {
                            case '\\' -> "\\textbackslash{}";
                            case '~' -> "\\textasciitilde{}";
                            case '^' -> "\\textasciicircum{}";
                            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
                            case '±' -> "$\\pm$";
                            case '²' -> "$^2$";
                            case '-' -> isMinus ? "$-$" : "-";
                            default -> Character.toString(c);
                        });
            }
            return escaped.toString();
        }
    };

    /** Words, with the ends of their lines. */
    abstract String words(String text);

    /** A table, with what it shows. */
    abstract String table(String caption, TextTable table);

    /** The whole page. */
    public String of(TextPage page) {
        return page.parts().stream()
                .map(part -> part instanceof Figures figures
                        ? table(figures.caption(), figures.table())
                        : words(((Words) part).text()))
                .collect(Collectors.joining());
    }

    /** As an option has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
