package org.em4j.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.online.Incremental;
import org.em4j.core.fit.online.Stepwise;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.RandomStarts;

/** How many passes over the data online EM takes to the maximum of EM, from the same start: the table of docs/online.md. */
public final class OnlinePasses {
    private static final int MOST = 200;
    private static final double[] NEAR = {1, 0.01}; // nats below the maximum

    private OnlinePasses() {}

    /** K normal clusters whose centres scatter so far about zero. */
    private record Problem(int n, int d, int k, double far, String note) {
        Rows rows() {
            RandomGenerator random = Randomness.of(17);
            double[][] centres = new double[k][d];
            for (double[] centre : centres) {
                Arrays.setAll(centre, j -> far * random.nextGaussian());
            }
            double[] values = new double[n * d];
            for (int i = 0; i < n; i++) {
                double[] centre = centres[random.nextInt(k)];
                for (int j = 0; j < d; j++) {
                    values[i * d + j] = centre[j] + random.nextGaussian();
                }
            }
            return Rows.wrap(values, d);
        }

        GaussianMixture<FullNormal, Moments> start(Rows rows) {
            return new GaussianMixture<>(
                    CovarianceFamily.FULL,
                    RandomStarts.aboutRows(CovarianceFamily.FULL, k, rows).start(Randomness.of(3)));
        }
    }

    /** Prints the table. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("| n x d, K | nats away | EM | Anderson | incremental | stepwise |");
        out.println("|---|--:|--:|--:|--:|--:|");
        for (Problem problem : new Problem[] {
            new Problem(200_000, 4, 4, 2, ""),
            new Problem(200_000, 4, 4, 3, ", further apart"),
            new Problem(100_000, 10, 8, 1.5, ""),
        }) {
            print(problem, out);
        }
    }

    private static void print(Problem problem, PrintStream out) {
        Rows rows = problem.rows();
        GaussianMixture<FullNormal, Moments> start = problem.start(rows);
        Trace em = fit(new Em(), start, rows).trace();
        Trace anderson = fit(new Em().accelerate(new Anderson()), start, rows).trace();
        double top = em.last().objective();
        for (double near : NEAR) {
            out.printf(
                    Locale.ROOT,
                    "| %,d x %d, %d%s | %s | %s | %s | %s | %s |%n",
                    problem.n,
                    problem.d,
                    problem.k,
                    problem.note,
                    near,
                    passes(em, top - near),
                    passes(anderson, top - near),
                    passes(p -> new Incremental(p, 1), start, rows, top - near),
                    passes(p -> new Stepwise(p, 1), start, rows, top - near));
        }
    }

    private static Fit<MixtureParameters<FullNormal>> fit(Em em, GaussianMixture<FullNormal, Moments> from, Rows rows) {
        return em.fit(from.model(), rows, from.theta());
    }

    private static String passes(Trace trace, double height) {
        return trace.entries().stream()
                .filter(entry -> entry.objective() >= height)
                .findFirst()
                .map(entry -> "" + entry.eSteps())
                .orElse("elsewhere");
    }

    private static String passes(
            IntFunction<Em.Online> of, GaussianMixture<FullNormal, Moments> from, Rows rows, double height) {
        for (int p = 1; p <= MOST; p = p < 10 ? p + 1 : p + p / 5) {
            MixtureParameters<FullNormal> at =
                    of.apply(p).passes(from.model(), rows, from.theta()).theta();
            Em still = new Em().maxIterations(0);
            if (still.fit(from.model(), rows, at).trace().last().objective() >= height) {
                return "" + p;
            }
        }
        return "more than " + MOST;
    }
}
