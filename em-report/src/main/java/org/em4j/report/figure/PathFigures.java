package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.report.Estimated;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Arrow;
import org.em4j.validation.reproduce.Picture.Diagram;
import org.em4j.validation.reproduce.Picture.Node;
import org.em4j.validation.reproduce.Picture.Panel;

/** Path diagrams: factors in ellipses, columns in boxes, and arrows with estimates. */
public final class PathFigures {
    /** Loadings that are nearer to zero are not drawn, as in psych. */
    private static final double DRAWN = 0.3;

    /** Where a parameter is told apart from zero. */
    private static final double LEVEL = 0.05;

    private PathFigures() {}

    /** Of a structural model, standardised and in the units of the data, group by group. */
    public static Picture of(StructuralSolution solution) {
        Specification s = solution.fit().model().specification();
        List<Panel> panels = new ArrayList<>();
        for (String group : s.groups()) {
            String of = s.groups().size() > 1 ? ", group " + group : "";
            List<Estimated> lines = solution.estimates().stream()
                    .filter(e -> s.groups().size() == 1 || e.group().equals(group))
                    .filter(e -> !e.operator().equals(":=") && !e.operator().equals("~1"))
                    .toList();
            panels.add(diagram("Standardised" + of, s, lines, Estimated::standardised));
            panels.add(diagram("In the units of the data" + of, s, lines, e -> OptionalDouble.of(e.value())));
        }
        return new Picture(
                "paths",
                legend("covariances")
                        + " Broken arrows are not told apart from zero at the 5 % level; what is fixed is not tested.",
                panels);
    }

    private static String legend(String twoHeads) {
        return "Factors are ellipses, columns boxes; curved arrows with two heads are " + twoHeads
                + ", and short arrows at the right of boxes residual variances.";
    }

    private static Diagram diagram(
            String title, Specification s, List<Estimated> lines, Function<Estimated, OptionalDouble> value) {
        List<String> names =
                Stream.concat(s.columns().stream(), s.latents().stream()).toList();
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(new Node(name, level(name, s, lines)));
        }
        List<Arrow> arrows = new ArrayList<>();
        for (Estimated e : lines) {
            boolean loading = e.operator().equals("=~");
            boolean both = e.operator().equals("~~");
            int left = names.indexOf(e.left());
            int right = names.indexOf(e.right());
            boolean certain = e.pValue().isEmpty() || e.pValue().getAsDouble() < LEVEL;
            arrows.add(new Arrow(
                    loading || both ? left : right,
                    loading || both ? right : left,
                    value.apply(e).orElse(e.value()),
                    both,
                    certain));
        }
        return ordered(title, nodes, arrows);
    }

    /** 0 of a column, 1 of a factor that columns measure, and one more than those of the factors that measure it. */
    private static int level(String name, Specification s, List<Estimated> lines) {
        return s.columns().contains(name)
                ? 0
                : 1
                        + lines.stream()
                                .filter(e ->
                                        e.operator().equals("=~") && e.left().equals(name))
                                .mapToInt(e -> level(e.right(), s, lines))
                                .max()
                                .orElse(0);
    }

    /** Of an exploratory analysis: loadings of 0.3 and more, the correlations of oblique factors, and uniquenesses. */
    public static Picture of(FactorSolution solution, List<String> columns) {
        double[][] pattern = solution.pattern();
        int d = columns.size();
        List<Node> nodes = new ArrayList<>();
        columns.forEach(name -> nodes.add(new Node(name, 0)));
        List<Arrow> arrows = new ArrayList<>();
        for (int a = 0; a < solution.factors(); a++) {
            nodes.add(new Node("factor " + (a + 1), 1));
            for (int j = 0; j < d; j++) {
                if (Math.abs(pattern[j][a]) >= DRAWN) {
                    arrows.add(new Arrow(d + a, j, pattern[j][a], false, true));
                }
            }
            for (int b = 0;
                    b < a
                            && solution.rotated()
                                    .filter(r -> r.rotation().oblique())
                                    .isPresent();
                    b++) {
                double correlation = solution.rotated().orElseThrow().correlations()[a][b];
                arrows.add(new Arrow(d + b, d + a, correlation, true, true));
            }
        }
        double[] uniquenesses = solution.uniquenesses();
        IntStream.range(0, d).forEach(j -> arrows.add(new Arrow(j, j, uniquenesses[j], true, true)));
        return new Picture(
                "paths",
                legend("correlations") + " Loadings nearer to zero than " + DRAWN + " are not drawn.",
                List.of(ordered("Standardised", nodes, arrows)));
    }

    /** Each column beside the factor that it loads on most, so that few arrows cross; the factors as they were. */
    private static Diagram ordered(String title, List<Node> nodes, List<Arrow> arrows) {
        List<Integer> order = IntStream.range(0, nodes.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> nodes.get(i).column() > 0 ? i : strongest(i, nodes, arrows)))
                .sorted(Comparator.comparing(i -> nodes.get(i).column() > 0))
                .toList();
        return new Diagram(
                title,
                order.stream().map(nodes::get).toList(),
                arrows.stream()
                        .map(a -> new Arrow(
                                order.indexOf(a.from()), order.indexOf(a.to()), a.value(), a.both(), a.certain()))
                        .toList());
    }

    private static int strongest(int i, List<Node> nodes, List<Arrow> arrows) {
        return arrows.stream()
                .filter(a -> a.to() == i && !a.both() && nodes.get(a.from()).column() > 0)
                .max(Comparator.comparingDouble(a -> Math.abs(a.value())))
                .map(Arrow::from)
                .orElse(nodes.size());
    }
}
