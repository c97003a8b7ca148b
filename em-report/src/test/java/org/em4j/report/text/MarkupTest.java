package org.em4j.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.junit.jupiter.api.Test;

class MarkupTest {
    private static final TextPage PAGE = new TextPage()
            .words("50 % of A_1\n\n")
            .table(
                    "Means & more",
                    new TextTable(List.of("column", "class 1"))
                            .line(List.of("x_1|y", "-2.5 ± 0.1"))
                            .line(List.of("G²", "1e-5")));

    @Test
    void markdownHasPipesAndNothingThatIsMeantOtherwise() {
        assertEquals("""
                50 % of A\\_1 \s


                **Means & more**

                | column | class 1 |
                |---|--:|
                | x\\_1\\|y | -2.5 ± 0.1 |
                | G² | 1e-5 |

                """, Markup.MARKDOWN.of(PAGE));
    }

    @Test
    void latexHasRulesMinusSignsAndNothingThatIsMeantOtherwise() {
        assertEquals("""
                % 50 % of A_1
                %
                \\begin{table}
                  \\centering
                  \\caption{Means \\& more}
                  \\begin{tabular}{lr}
                    \\toprule
                    column & class 1 \\\\
                    \\midrule
                    x\\_1|y & $-$2.5 $\\pm$ 0.1 \\\\
                    G$^2$ & 1e-5 \\\\
                    \\bottomrule
                  \\end{tabular}
                \\end{table}
                """, Markup.LATEX.of(PAGE));
    }

    /** A line that is shorter than the headings has empty cells. */
    @Test
    void rowsAreAsLongAsTheirHeadings() {
        TextPage ragged = new TextPage().table("t", new TextTable(List.of("a", "b", "c")).line(List.of("1")));
        assertEquals(
                List.of("| 1 |  |  |"),
                Markup.MARKDOWN
                        .of(ragged)
                        .lines()
                        .filter(line -> line.startsWith("| 1"))
                        .toList());
    }
}
