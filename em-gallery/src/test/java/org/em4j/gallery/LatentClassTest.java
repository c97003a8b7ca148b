package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Seven pathologists on 118 slides: maxima that lie on the edge of the space, as poLCA's vignette has them. */
class LatentClassTest {
    private static final Table TABLE = Table.read(
            Path.of("../data/carcinoma.csv"),
            Columns.of(List.of("A", "B", "C", "D", "E", "F", "G")).weights("slides"));
    private static final Rows SLIDES = TABLE.rows();
    private static final Bernoullis ANSWERS = new Bernoullis(TABLE.columns(), 0);

    private static MixtureParameters<double[]> start(int classes, RandomGenerator random) {
        double[] equal = new double[classes];
        Arrays.fill(equal, 1.0 / classes);
        return new MixtureParameters<>(
                equal,
                Stream.generate(() -> random.doubles(7, 0.05, 0.95).toArray())
                        .limit(classes)
                        .toList());
    }

    private static Fit.Converged<MixtureParameters<double[]>> fit(Em em, int classes, long seed) {
        Fit<MixtureParameters<double[]>> fit =
                em.fit(new Mixture<>(classes, ANSWERS), SLIDES, start(classes, Randomness.of(seed)));
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        return (Fit.Converged<MixtureParameters<double[]>>) fit;
    }

    private static double best(int classes, int starts) {
        return IntStream.range(0, starts)
                .mapToDouble(seed -> fit(new Em(), classes, seed).trace().last().logLikelihood())
                .max()
                .orElseThrow();
    }

    /** What lies on the edge, classes named by their order in how often A sees carcinoma. */
    private static Set<String> edge(Fit.Converged<MixtureParameters<double[]>> fit) {
        List<double[]> p = fit.theta().components();
        List<Integer> order = IntStream.range(0, p.size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> p.get(k)[0]))
                .toList();
        IntFunction<String> name = k -> "component " + (k + 1) + ":";
        Set<String> edge = new TreeSet<>();
        for (String e : fit.edge()) {
            int k = IntStream.range(0, p.size())
                    .filter(i -> e.startsWith(name.apply(i)))
                    .findFirst()
                    .orElseThrow();
            edge.add(e.replace(name.apply(k), "class " + (order.indexOf(k) + 1)));
        }
        return edge;
    }

    @Test
    void theMaximaAreThoseOfPoLca() {
        assertEquals(-317.2568, best(2, 5), 5e-5);
        assertEquals(-293.7050, best(3, 5), 5e-5);
        assertEquals(-289.2858, best(4, 30), 5e-5);
    }

    /** By an EM written out in R, each of 30 starts ends there, too. */
    @Test
    void eachStartEndsConvergedAndNamesWhatLiesOnTheEdge() {
        Set<String> published = Set.of(
                "class 1 P(C = 1) = 0",
                "class 1 P(D = 1) = 0",
                "class 1 P(F = 1) = 0",
                "class 1 P(G = 1) = 0",
                "class 2 P(B = 1) = 1",
                "class 2 P(C = 1) = 0",
                "class 2 P(F = 1) = 0",
                "class 3 P(A = 1) = 1",
                "class 3 P(E = 1) = 1",
                "class 3 P(G = 1) = 1");
        for (int seed = 0; seed < 20; seed++) {
            Fit.Converged<MixtureParameters<double[]>> fit = fit(new Em(), 3, seed);
            assertEquals(-293.7050, fit.trace().last().logLikelihood(), 5e-5, "seed " + seed);
            assertEquals(new TreeSet<>(published), edge(fit), "seed " + seed);
        }
    }

    @Test
    void acceleratedFitsEndThereInFewerSteps() {
        for (Accelerator accelerator : List.of(new Squarem(), new Anderson(), new QuasiNewton(), new Parabolic())) {
            for (int seed = 0; seed < 20; seed++) {
                Fit.Converged<MixtureParameters<double[]>> fit = fit(new Em().accelerate(accelerator), 3, seed);
                assertEquals(-293.7050, fit.trace().last().logLikelihood(), 5e-5, accelerator + ", seed " + seed);
                assertTrue(fit.edge().size() >= 10, fit.describe());
            }
        }
    }

    @Test
    void aPseudoCountKeepsProbabilitiesOffTheEdge() {
        Fit<MixtureParameters<double[]>> fit = new Em()
                .fit(new Mixture<>(3, new Bernoullis(TABLE.columns(), 0.1)), SLIDES, start(3, Randomness.of(1)));
        assertEquals(List.of(), ((Fit.Converged<?>) fit).edge());
    }
}
