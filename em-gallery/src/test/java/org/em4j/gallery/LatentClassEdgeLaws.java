package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Bernoullis;

/** Of any table of zeros and ones and from any start, latent class analysis ends at a maximum, on the edge or off it. */
class LatentClassEdgeLaws {
    /** Ten times the distance, in standard errors, at which a fit stops by default. */
    private static final double NEAR = 1e-3;

    private static double[] answers(RandomGenerator random, double[] p) {
        return Arrays.stream(p).map(q -> random.nextDouble() < q ? 1 : 0).toArray();
    }

    /** Classes of which some answer an item always, or never, alike. */
    private static List<double[]> table(int n, int d, int classes, RandomGenerator random) {
        double[][] p = Stream.generate(() -> random.doubles(d, -0.4, 1.4)
                        .map(q -> Math.max(0, Math.min(1, q)))
                        .toArray())
                .limit(classes)
                .toArray(double[][]::new);
        return Stream.generate(() -> answers(random, p[random.nextInt(classes)]))
                .limit(n)
                .toList();
    }

    @Property(tries = 150)
    void whatConvergesCannotRise(
            @ForAll @IntRange(min = 4, max = 120) int n,
            @ForAll @IntRange(min = 5, max = 8) int d,
            @ForAll @IntRange(min = 1, max = 3) int classes,
            @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        List<double[]> rows = table(n, d, classes, random);
        double[] equal = new double[classes];
        Arrays.fill(equal, 1.0 / classes);
        Fit<MixtureParameters<double[]>> fit = new Em()
                .fit(
                        new Mixture<>(classes, new Bernoullis(d, 0)),
                        Observations.of(rows),
                        new MixtureParameters<>(
                                equal,
                                Stream.generate(() ->
                                                random.doubles(d, 0.05, 0.95).toArray())
                                        .limit(classes)
                                        .toList()));
        if (fit instanceof Fit.Converged<MixtureParameters<double[]>> converged) {
            requireMaximum(converged, rows);
        } else if (fit instanceof Fit.Degenerate<?>) {
            assertTrue(fit.describe().contains("no row is left in it"), fit::describe);
        } else {
            assertInstanceOf(Fit.BudgetSpent.class, fit, fit::describe);
        }
    }

    /** No probability has a slope that leads up within 0 and 1, by the definition of the likelihood. */
    private static void requireMaximum(Fit.Converged<MixtureParameters<double[]>> fit, List<double[]> rows) {
        double[] weights = fit.theta().weights();
        List<double[]> p = fit.theta().components();
        for (int k = 0; k < p.size(); k++) {
            double[] own = p.get(k);
            for (int j = 0; j < own.length; j++) {
                double slope = 0;
                double size = 0;
                for (double[] x : rows) {
                    double evidence = 0;
                    for (int l = 0; l < p.size(); l++) {
                        evidence += weights[l] * density(x, p.get(l), -1);
                    }
                    double others = weights[k] * density(x, own, j) / evidence;
                    slope += x[j] == 1 ? others : -others;
                    size += others * (x[j] == 1 ? own[j] : 1 - own[j]);
                }
                String at = "slope " + slope + " at component " + (k + 1) + ", column " + (j + 1) + ": " + own[j] + "; "
                        + fit.describe();
                if (own[j] == 0) {
                    assertTrue(slope <= NEAR * rows.size(), at);
                } else if (own[j] == 1) {
                    assertTrue(slope >= -NEAR * rows.size(), at);
                } else {
                    assertTrue(Math.abs(slope) * Math.sqrt(own[j] * (1 - own[j]) / size) <= NEAR, at);
                }
            }
        }
    }

    /** Of the answers but one, of a class. */
    private static double density(double[] x, double[] p, int without) {
        return IntStream.range(0, p.length)
                .filter(j -> j != without)
                .mapToDouble(j -> x[j] == 1 ? p[j] : 1 - p[j])
                .reduce(1, (a, b) -> a * b);
    }
}
