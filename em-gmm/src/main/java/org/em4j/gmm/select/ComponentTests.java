package org.em4j.gmm.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.Execution;
import org.em4j.core.TextTable;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.LikelihoodRatioTest;
import org.em4j.core.inference.NoInformationException;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HierarchicalClustering;

/**
 * Bootstrap likelihood-ratio tests of K components against one more, in one family, from the fewest on, until one is not
 * rejected (McLachlan 1987). Both fits to each sample start from its own {@link HierarchicalClustering}.
 *
 * @param family of the covariances
 * @param tests of K = first, first + 1 and so on
 * @param first the fewest components
 */
public record ComponentTests(CovarianceFamily<?, ?> family, int first, List<LikelihoodRatioTest> tests) {
    private static final double LEVEL = 0.05;

    /**
     * Tests the sizes from first to last against one more.
     *
     * @param bootstrap told of each sample that is fitted, and of the data themselves
     * @throws NoInformationException if one of the two fits fails to the data themselves or to most samples, or weights sum to
     *     fewer rows than components
     */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> ComponentTests run(
            CovarianceFamily<P, S> family,
            Rows rows,
            Em em,
            int first,
            int last,
            Bootstrap bootstrap,
            Execution execution) {
        int n = (int) Math.round(rows.totalWeight());
        if (n <= last + 1) {
            throw new NoInformationException(String.format(
                    Locale.ROOT,
                    "samples have as many rows as the weights sum to, %.6g, which is too few for %d components; give weights"
                            + " that count rows, or test fewer components",
                    rows.totalWeight(),
                    last + 1));
        }
        Execution alone = execution.threads(1);
        List<LikelihoodRatioTest> tests = new ArrayList<>();
        for (int k = first; k <= last; k++) {
            int smaller = k;
            GaussianMixture<P, S> mixture = fit(em, family, rows, k, alone).theta();
            Function<RandomGenerator, Rows> sample = random -> Rows.of(mixture.sample(n, random));
            Function<Rows, Fit<?>> of = data -> fit(em, family, data, smaller, alone);
            Function<Rows, Fit<?>> oneMore = data -> {
                bootstrap.each().run();
                return fit(em, family, data, smaller + 1, alone);
            };
            tests.add(LikelihoodRatioTest.run(bootstrap, rows, sample, of, oneMore, execution));
            if (tests.get(tests.size() - 1).pValue() > LEVEL) {
                break;
            }
        }
        return new ComponentTests(family, first, tests);
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> fit(
            Em em, CovarianceFamily<P, S> family, Rows rows, int k, Execution execution) {
        return new GaussianMixtureEstimator<>(family, k)
                .start(Start.HIERARCHICAL)
                .em(em)
                .fit(rows, execution)
                .fit();
    }

    /** A table: K, the statistic, its p-value, and what the tests come to. */
    public String describe() {
        TextTable table = new TextTable(List.of("components", "against", "2 log ratio", "samples", "p"));
        for (int i = 0; i < tests.size(); i++) {
            LikelihoodRatioTest test = tests.get(i);
            table.line(List.of(
                    Integer.toString(first + i),
                    Integer.toString(first + i + 1),
                    TextTable.number(test.statistic()),
                    Integer.toString(test.drawn().size()),
                    TextTable.number(test.pValue())));
        }
        double last = tests.get(tests.size() - 1).pValue();
        int least = first + tests.size() - (last > LEVEL ? 1 : 0);
        return "Bootstrap likelihood-ratio tests, " + family.name() + " covariance\n\n" + table + "\n"
                + (last > LEVEL ? "" : "at least ") + least + (least == 1 ? " component" : " components")
                + " at the level of " + LEVEL + "\n";
    }
}
