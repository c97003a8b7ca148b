package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Bars;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Heatmap;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/**
 * What a factor analysis looks like.
 *
 * @param columns names of the d columns
 * @param factors names of the q factors
 * @param loadings {@code (d x q)} in standard deviations of the columns, by the name of their rotation; the last is shown
 *     at length
 * @param residuals {@code (d x d)}, correlations that the factors leave unexplained
 * @param scores {@code (n x q)}; empty where there are no rows
 */
public record FactorFigures(
        List<String> columns,
        List<String> factors,
        Map<String, double[][]> loadings,
        double[][] residuals,
        double[][] scores) {
    private static final int MOST_ROWS = 2_000;

    /** The figures of a model as it was fitted to rows. */
    public static FactorFigures of(List<String> columns, FactorModel model, Rows rows) {
        return of(columns, model, observed(rows), model.scores(rows));
    }

    /** The figures of a model as it was fitted to moments; of a matrix there are no scores. */
    public static FactorFigures of(List<String> columns, FactorModel model, Moments observed, double[][] scores) {
        double[][] fitted = model.theta().covariance();
        Map<String, double[][]> loadings = new LinkedHashMap<>();
        loadings.put("as fitted", standardised(model.theta().loadings(), fitted));
        return of(columns, loadings, observed.covariance(), fitted, scores);
    }

    /** The figures of loadings by the name of their rotation, of an observed covariance, flat, and a fitted one. */
    public static FactorFigures of(
            List<String> columns,
            Map<String, double[][]> loadings,
            double[] observed,
            double[][] fitted,
            double[][] scores) {
        double[][] any = loadings.values().iterator().next();
        return new FactorFigures(columns, numbered(any[0].length), loadings, residuals(observed, fitted), scores);
    }

    /** A copy whose factors have names. */
    public FactorFigures named(List<String> names) {
        return new FactorFigures(columns, names, loadings, residuals, scores);
    }

    private static List<String> numbered(int factors) {
        return IntStream.rangeClosed(1, factors).mapToObj(a -> "factor " + a).toList();
    }

    private static Moments observed(Rows rows) {
        try {
            return ReferenceModels.moments(rows);
        } catch (DegenerateException e) {
            return MeanImputedMoments.of(
                    rows); // what is there determines no covariance: this is what the fit began with
        }
    }

    /** The loadings of a model in standard deviations of columns and factors, by column. */
    public static double[][] standardised(FactorParameters theta) {
        double[][] scaled = theta.loadings();
        for (double[] row : scaled) {
            Arrays.setAll(row, a -> row[a] * Math.sqrt(theta.factorCovariance(a, a)));
        }
        return standardised(scaled, theta.covariance());
    }

    private static double[][] standardised(double[][] loadings, double[][] covariance) {
        double[][] standardised = new double[loadings.length][];
        Arrays.setAll(
                standardised,
                j -> Arrays.stream(loadings[j])
                        .map(v -> v / Math.sqrt(covariance[j][j]))
                        .toArray());
        return standardised;
    }

    private static double[][] residuals(double[] observed, double[][] fitted) {
        int d = fitted.length;
        double[][] residuals = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double scale = Math.sqrt(observed[i * d + i] * observed[j * d + j]);
                residuals[i][j] = i == j ? 0 : (observed[i * d + j] - fitted[i][j]) / scale;
            }
        }
        return residuals;
    }

    /** The loadings of each component of a mixture, in standard deviations of its columns. */
    public static Picture loadings(List<String> columns, FactorMixture mixture) {
        Map<String, double[][]> loadings = new LinkedHashMap<>();
        List<FactorParameters> components = mixture.theta().components();
        for (int k = 0; k < components.size(); k++) {
            FactorParameters p = components.get(k);
            loadings.put("component " + (k + 1), standardised(p.loadings(), p.covariance()));
        }
        return heatmaps(columns, numbered(mixture.theta().components().get(0).factors()), loadings);
    }

    /** All of them. */
    public List<Picture> all() {
        List<Picture> all = new ArrayList<>(List.of(heatmaps(columns, factors, loadings), ordered(), residualMap()));
        if (scores.length > 0) {
            all.add(scatter());
        }
        return all;
    }

    private double[][] last() {
        double[][] last = {};
        for (double[][] each : loadings.values()) {
            last = each;
        }
        return last;
    }

    private static Picture heatmaps(List<String> columns, List<String> factors, Map<String, double[][]> loadings) {
        List<Panel> panels = new ArrayList<>();
        loadings.forEach((name, values) -> panels.add(new Heatmap("Loadings, " + name, columns, factors, values)));
        return new Picture(
                "loadings",
                "Correlations of the columns with the factors, blue where negative; with factors that correlate, regression"
                        + " weights.",
                panels);
    }

    private Picture ordered() {
        List<Panel> panels = new ArrayList<>();
        for (int a = 0; a < factors.size(); a++) {
            int factor = a;
            int[] order = IntStream.range(0, columns.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> -Math.abs(last()[j][factor])))
                    .mapToInt(Integer::intValue)
                    .toArray();
            panels.add(new Bars(
                    factors.get(a),
                    Arrays.stream(order).mapToObj(columns::get).toList(),
                    Arrays.stream(order).mapToDouble(j -> last()[j][factor]).toArray()));
        }
        return new Picture(
                "ordered-loadings",
                "The columns by how much of each factor is in them: what a factor is about.",
                panels,
                factors.size() <= 3 ? 0 : factors.size() == 4 ? 2 : 3);
    }

    private Picture residualMap() {
        double worst = Arrays.stream(residuals)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        return new Picture(
                "residuals",
                String.format(
                        Locale.ROOT,
                        "What the factors leave of the correlations, at most %.3f: a block of one colour asks for another factor.",
                        worst),
                List.of(new Heatmap("Residual correlations", columns, residuals)));
    }

    private Picture scatter() {
        int step = (scores.length + MOST_ROWS - 1) / MOST_ROWS;
        int[] rows =
                IntStream.range(0, scores.length).filter(i -> i % step == 0).toArray();
        List<Panel> panels = new ArrayList<>();
        for (int a = 0; a < Math.max(1, factors.size() - 1); a++) {
            int x = a;
            int y = Math.min(a + 1, factors.size() - 1);
            double[] across = Arrays.stream(rows)
                    .mapToDouble(i -> factors.size() == 1 ? i + 1 : scores[i][x])
                    .toArray();
            double[] up = Arrays.stream(rows).mapToDouble(i -> scores[i][y]).toArray();
            panels.add(new Plot(
                    "",
                    Axis.linear(factors.size() == 1 ? "row" : factors.get(x)),
                    Axis.linear(factors.get(y)),
                    List.of(new Series("", across, up, Mark.POINTS, Colour.of(0, 0.8)))));
        }
        return new Picture(
                "scores",
                "The rows' scores, E[z | x], factor against factor."
                        + (step == 1 ? "" : " One of each " + step + " of the " + scores.length + " rows is drawn."),
                panels);
    }
}
