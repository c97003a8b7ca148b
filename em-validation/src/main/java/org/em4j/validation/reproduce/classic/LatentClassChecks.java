package org.em4j.validation.reproduce.classic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.AnswerPatterns;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Columns;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** Linzer and Lewis 2011: poLCA's latent classes of slides and of respondents. */
final class LatentClassChecks {
    /** Patterns of answers, and last how often each was given. */
    private static final DataSet SLIDES =
            new DataSet("data/carcinoma.csv", List.of("A", "B", "C", "D", "E", "F", "G", "slides"));

    private static final DataSet RESPONDENTS =
            new DataSet("data/gss82.csv", List.of("purpose", "accuracy", "understa", "cooperat", "people"));

    static final Paper PAPER =
            new Paper("polca-carcinoma", List.of(LatentClassChecks.class), List.of(SLIDES, RESPONDENTS));

    private LatentClassChecks() {}

    @Check("carcinoma-two")
    static void twoKindsOfSlides(Evidence evidence) {
        classes(evidence, "118 slides", SLIDES, 2, 0, 2, 2, 2, 2, 2, 2, 2);
    }

    @Check("carcinoma-three")
    static void threeKindsOfSlides(Evidence evidence) {
        classes(evidence, "118 slides", SLIDES, 3, 0, 2, 2, 2, 2, 2, 2, 2);
    }

    @Check("respondents-three")
    static void threeKindsOfRespondents(Evidence evidence) {
        classes(evidence, "1,202 respondents", RESPONDENTS, 3, 1, 3, 2, 2, 3);
    }

    /** The best fit of so many classes to answers that count from a first number. */
    private static void classes(Evidence evidence, String on, DataSet data, int size, int first, int... answers) {
        Rows rows = data.rows();
        int d = answers.length;
        double[] times =
                IntStream.range(0, rows.size()).mapToDouble(i -> rows.get(i, d)).toArray();
        Rows people = Rows.of(IntStream.range(0, rows.size())
                        .mapToObj(i -> Arrays.stream(rows.get(i), 0, d)
                                .map(x -> x - first)
                                .toArray())
                        .toArray(double[][]::new))
                .weighted(times);
        MixedColumns columns = new MixedColumns(IntStream.range(0, d)
                .mapToObj(j -> Column.categorical(data.columns().get(j), Columns.numbered("", answers[j])))
                .toList());
        var model = columns.classes(size);
        var fitted = new ModelEstimator<>(model, columns.classStarts(size, people))
                .restarts(new Restarts(8))
                .em(new Em().until(StoppingRule.distance(1e-9)).maxIterations(100_000))
                .fit(people, new Execution(1, 1));
        MixtureParameters<Product.Theta> theta = fitted.parameters();
        evidence.on(on);
        evidence.row("log-likelihood", fitted.fit().trace().last().logLikelihood());
        evidence.row("AIC", fitted.criteria().aic());
        evidence.row("BIC", fitted.criteria().bic());
        evidence.row(
                "likelihood-ratio statistic",
                AnswerPatterns.of(columns, people, LogEvidence.of(model, theta, people))
                        .orElseThrow()
                        .deviance());
        List<Integer> order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing(k -> last(theta, k, 0)))
                .toList();
        for (int k = 0; k < size; k++) {
            evidence.row("share of class " + (k + 1), theta.weights()[order.get(k)]);
            for (int j = 0; j < d; j++) {
                evidence.row(data.columns().get(j) + ", class " + (k + 1), last(theta, order.get(k), j));
            }
        }
    }

    /** The probability of the last answer to a question. */
    private static double last(MixtureParameters<Product.Theta> theta, int k, int j) {
        double[] shares = (double[]) theta.components().get(k).parts().get(j);
        return shares[shares.length - 1];
    }
}
