package org.em4j.validation.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.model.Chart;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.Restrained;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Size;
import org.em4j.validation.law.CombinedMixtureLaws;
import org.em4j.validation.law.FactorAnalysisLaws;
import org.em4j.validation.law.GaussianMixtureLaws;
import org.em4j.validation.law.PoissonMixtureLaws;

/** The observed information by Oakes's identity, by second differences of the log-likelihood, and by supplemented EM. */
class InformationLaws {
    /** Differences of the fourth order in steps of a thirtieth of a standard error, on a hundred rows. */
    private static final double CLOSE = 1e-4;

    private static final double TIGHT = 1e-8;

    @Property(tries = 90, edgeCases = EdgeCasesMode.NONE)
    void threeRoutesLeadToTheSameInformation(
            @ForAll("examples") ModelCases examples,
            @ForAll @IntRange(min = 60, max = 150) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll boolean weighted,
            @ForAll long seed) {
        check(examples.of(new Size(n, d, 2, 0, weighted, seed)));
    }

    @Provide
    Arbitrary<ModelCases> examples() {
        return Arbitraries.of(
                size -> GaussianMixtureLaws.example(size, CovarianceFamily.FULL),
                size -> GaussianMixtureLaws.example(size, CovarianceFamily.TIED),
                size -> FactorAnalysisLaws.example(
                        new Size(size.n(), size.d() + 2, 1, 0, size.weighted(), size.seed())),
                PoissonMixtureLaws::example,
                size -> CombinedMixtureLaws.example(size, CovarianceFamily.FULL),
                size -> CombinedMixtureLaws.example(size, CovarianceFamily.VEI),
                size -> restrained(size, new Heywood.Prior(1 + Math.floorMod(size.seed(), 20L))),
                size -> restrained(size, new Heywood.Bound(0.4)));
    }

    private static ModelCase<?, ?, ?, ?> restrained(Size size, Heywood heywood) {
        var free = FactorAnalysisLaws.example(new Size(size.n(), size.d() + 2, 1, 0, size.weighted(), size.seed()));
        double[] variances = new double[free.theta().columns()];
        Arrays.setAll(variances, j -> free.theta().covariance()[j][j]);
        FactorParameters theta = free.theta();
        double[] uniquenesses = theta.uniquenesses();
        Arrays.setAll(uniquenesses, j -> Math.max(uniquenesses[j], heywood.least() * variances[j]));
        return new ModelCase<>(
                free.name() + ", " + heywood,
                new Restrained((LinearFactorModel) free.model(), heywood, variances),
                free.data(),
                free.weights(),
                FactorParameters.of(theta.mean(), theta.loadings(), uniquenesses));
    }

    /**
     * Says nothing of fits that do not come to rest at an interior maximum, nor of components of so little weight that the
     * likelihood is no parabola within a thirtieth of a standard error. That most cases are neither, jqwik sees to: it fails
     * a property that five in six of its cases leave.
     */
    private static <P> void check(ModelCase<?, P, ?, ?> example) {
        EmProblem<P> map = example.map();
        Fit<P> fit = new Em()
                .until(StoppingRule.gradient(TIGHT))
                .maxIterations(3000)
                .accelerate(new Anderson())
                .fit(map, example.theta());
        Assume.that(fit instanceof Fit.Converged);
        Information<P> information = information(map, fit.theta());
        Assume.that(information.isDefinite() && information.distance() < 1e-6);
        Assume.that(information.missing() < 0.999); // else all but flat: differences of anything drown
        Chart<P> chart = example.model().chart(fit.theta()).orElseThrow().free(fit.theta());
        double[] u = chart.coordinates(fit.theta());
        int[] free = information.free(); // what is frozen or at a bound is held, on all three routes
        Chart<P> face = Chart.of(theta -> at(chart.coordinates(theta), free), v -> chart.point(with(u, free, v)));
        double[] v = at(u, free);
        double[][] complete = information.complete();
        double[][] observed = information.observed();
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                double unit = Math.sqrt(complete[i][i] * complete[j][j]);
                Extrapolated second = second(map, face, v, i, j, complete);
                second.requireAt(observed[i][j] / unit, "numerical Hessian");
                supplemented(map, face, v, complete, i, j).requireAt(observed[i][j] / unit, "SEM");
            }
        }
    }

    private static double[] at(double[] u, int[] free) {
        return IntStream.of(free).mapToDouble(i -> u[i]).toArray();
    }

    private static double[] with(double[] u, int[] free, double[] v) {
        double[] all = u.clone();
        IntStream.range(0, free.length).forEach(i -> all[free[i]] = v[i]);
        return all;
    }

    private static <P> Information<P> information(EmProblem<P> map, P theta) {
        try {
            return Information.at(map, theta);
        } catch (NoInformationException e) {
            Assume.that(false);
            throw e;
        }
    }

    /** What differences in steps of h and 2h tend to (Richardson), in doubt by what the extrapolation moved the nearer. */
    private record Extrapolated(double value, double doubt) {
        static Extrapolated of(double near, double far) {
            return new Extrapolated((4 * near - far) / 3, Math.abs(near - far) / 3);
        }

        void requireAt(double expected, String route) {
            assertEquals(expected, value, CLOSE + doubt, route);
        }
    }

    /** Minus the second derivative of the objective, in units of complete information. */
    private static <P> Extrapolated second(
            EmProblem<P> map, Chart<P> chart, double[] u, int i, int j, double[][] complete) {
        return Extrapolated.of(
                crossed(map, chart, u, i, j, complete, 0x1p-5), crossed(map, chart, u, i, j, complete, 0x1p-4));
    }

    private static <P> double crossed(
            EmProblem<P> map, Chart<P> chart, double[] u, int i, int j, double[][] complete, double step) {
        double hi = step / Math.sqrt(complete[i][i]);
        double hj = step / Math.sqrt(complete[j][j]);
        double sum = 0;
        for (int si = -1; si <= 1; si += 2) {
            for (int sj = -1; sj <= 1; sj += 2) {
                double[] v = u.clone();
                v[i] += si * hi;
                v[j] += sj * hj;
                sum += si * sj * map.apply(chart.point(v)).objective();
            }
        }
        return -sum / (4 * step * step);
    }

    /** Meng and Rubin 1991: complete information less what EM's rate matrix says is missing, {@code (I - DM) I_c}. */
    private static <P> Extrapolated supplemented(
            EmProblem<P> map, Chart<P> chart, double[] u, double[][] complete, int i, int j) {
        return Extrapolated.of(
                observed(map, chart, u, complete, i, j, 0x1p-6), observed(map, chart, u, complete, i, j, 0x1p-5));
    }

    private static <P> double observed(
            EmProblem<P> map, Chart<P> chart, double[] u, double[][] complete, int i, int j, double step) {
        double[] rate = slope(map, chart, u, i, step / Math.sqrt(complete[i][i]));
        double value = complete[i][j];
        for (int l = 0; l < u.length; l++) {
            value -= rate[l] * complete[l][j];
        }
        return value / Math.sqrt(complete[i][i] * complete[j][j]);
    }

    /** Derivative of EM's map along coordinate i. */
    private static <P> double[] slope(EmProblem<P> map, Chart<P> chart, double[] u, int i, double h) {
        double[] up = image(map, chart, u, i, h);
        double[] down = image(map, chart, u, i, -h);
        for (int l = 0; l < up.length; l++) {
            up[l] = (up[l] - down[l]) / (2 * h);
        }
        return up;
    }

    private static <P> double[] image(EmProblem<P> map, Chart<P> chart, double[] u, int i, double h) {
        double[] v = u.clone();
        v[i] += h;
        return chart.coordinates(map.apply(chart.point(v)).surrogate().maximize());
    }
}
