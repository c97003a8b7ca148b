package org.em4j.validation.law.bug;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estep.EStep;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Sampler;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.law.GaussianMixtureLaws;

/** What goes wrong in the component of a Gaussian mixture. */
final class GaussianBugs {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private GaussianBugs() {}

    static Stream<Bug> all() {
        return Stream.of(maxima(), densities(), surrogates(), rest()).flatMap(Function.identity());
    }

    private static Stream<Bug> maxima() {
        return Stream.of(
                maximize("covariance about the old mean", (s, old) -> normal(s.mean(), about(old.mean(), s))),
                maximize("divisor n - 1", (s, old) -> normal(s.mean(), times(s, s.weight() / (s.weight() - 1)))),
                maximize("a ridge of 1e-6 that is no prior", (s, old) -> diagonal(s, v -> v + 1e-6)),
                maximize("variances floored at a half", (s, old) -> diagonal(s, v -> Math.max(v, 0.5))),
                maximize("the mean forgotten", (s, old) -> normal(old.mean(), s.covariance())),
                maximize(
                        "second moments without the mean taken off",
                        (s, old) -> normal(s.mean(), about(new double[s.columns()], s))),
                maximize("covariances between columns halved", (s, old) -> {
                    double[] c = s.covariance();
                    int d = s.columns();
                    Arrays.setAll(c, i -> i / d == i % d ? c[i] : c[i] / 2);
                    return normal(s.mean(), c);
                }),
                maximize("half a step, for stability", (s, old) -> {
                    double[] mean = between(old.mean(), s.mean(), 0.5);
                    return normal(mean, about(mean, s));
                }),
                maximize(
                        "two and a half steps, for speed, unchecked",
                        (s, old) -> normal(between(old.mean(), s.mean(), 2.5), s.covariance())));
    }

    private static Stream<Bug> densities() {
        return Stream.of(
                density("log-determinant missing", (theta, log) -> log + 0.5 * logDeterminant(theta)),
                density("squared distance not halved", (theta, log) -> 2 * log - constant(theta)),
                density("log density off by one part in 1e9", (theta, log) -> log * (1 + 1e-9)),
                density("in single precision", (theta, log) -> (float) log),
                density("1e-12 added to the density", (theta, log) -> Math.log(Math.exp(log) + 1e-12)));
    }

    private static Stream<Bug> surrogates() {
        return Stream.of(
                surrogate("log-determinant missing", (theta, s, q) -> q + 0.5 * s.weight() * logDeterminant(theta)),
                surrogate("2π missing", (theta, s, q) -> q + 0.5 * s.weight() * s.columns() * LOG_2PI),
                surrogate("the mean, not the sum", (theta, s, q) -> s.weight() > 0 ? q / s.weight() : 0),
                surrogate("a constant of its own", (theta, s, q) -> q + 1e-3),
                surrogate(
                        "second moments about whatever they were taken about",
                        (theta, s, q) -> q + 0.5 * (trace(theta, s.about(theta.mean())) - trace(theta, s))));
    }

    private static Stream<Bug> rest() {
        return Stream.of(
                in("2π missing in density and surrogate alike", model -> new Wrong<>(model) {
                    @Override
                    public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
                        double more = 0.5 * theta.mean().length * LOG_2PI;
                        Function<double[], MissingValuePosterior> posterior = right.posterior(theta);
                        return x -> changed(posterior.apply(x), log -> log + more);
                    }

                    @Override
                    public double expectedLogJoint(FullNormal theta, Moments s) {
                        return right.expectedLogJoint(theta, s) + 0.5 * s.weight() * s.columns() * LOG_2PI;
                    }
                }),
                in("weights squared in the moments", model -> new Wrong<>(model) {
                    @Override
                    public void accumulate(double[] x, MissingValuePosterior q, double weight, Moments into) {
                        right.accumulate(x, q, weight * weight, into);
                    }
                }),
                in("rows clipped at four, in the moments alone", model -> new Wrong<>(model) {
                    @Override
                    public void accumulate(double[] x, MissingValuePosterior q, double weight, Moments into) {
                        double[] clipped = x.clone();
                        Arrays.setAll(clipped, j -> Math.min(x[j], 4));
                        right.accumulate(clipped, q, weight, into);
                    }
                }),
                in("the factorisation of the first theta kept", model -> new Wrong<>(model) {
                    private transient Function<double[], MissingValuePosterior> kept;

                    @Override
                    public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
                        kept = kept == null ? right.posterior(theta) : kept;
                        return kept;
                    }
                }),
                in("fast path with a variance off by one part in 1e9", model -> new Wrong<>(model) {
                    @Override
                    public Optional<EStep<double[], Moments>> bind(FullNormal theta) {
                        double[][] covariance = theta.covariance();
                        covariance[0][0] *= 1 + 1e-9;
                        return right.bind(FullNormal.of(theta.mean(), covariance));
                    }
                }),
                in("chart that doubles a variance on the way back", model -> new Wrong<>(model) {
                    @Override
                    public Optional<Chart<FullNormal>> chart(FullNormal theta) {
                        return super.chart(theta)
                                .map(chart -> Chart.of(chart::coordinates, u -> {
                                    double[] v = u.clone();
                                    v[theta.mean().length] += Math.log(2) / 2;
                                    return chart.point(v);
                                }));
                    }
                }),
                in("draws a third too wide", model -> new Wrong<>(model) {
                    @Override
                    public Optional<Sampler<double[]>> sampler(FullNormal theta) {
                        return super.sampler(theta)
                                .map(right -> random -> between(theta.mean(), right.sample(random), 4.0 / 3));
                    }
                }));
    }

    @FunctionalInterface
    private interface Maximum {
        FullNormal of(Moments s, FullNormal old);
    }

    @FunctionalInterface
    private interface Density {
        double of(FullNormal theta, double logDensity);
    }

    @FunctionalInterface
    private interface Surrogate {
        double of(FullNormal theta, Moments s, double right);
    }

    private static Bug maximize(String name, Maximum wrong) {
        return in("M-step: " + name, model -> new Wrong<>(model) {
            @Override
            public FullNormal maximize(Moments s, FullNormal current) {
                right.maximize(s, current); // refuses what has no maximum
                return wrong.of(s, current);
            }
        });
    }

    private static Bug density(String name, Density wrong) {
        return in("density: " + name, model -> new Wrong<>(model) {
            @Override
            public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
                Function<double[], MissingValuePosterior> posterior = right.posterior(theta);
                return x -> changed(posterior.apply(x), log -> wrong.of(theta, log));
            }
        });
    }

    private static Bug surrogate(String name, Surrogate wrong) {
        return in("surrogate: " + name, model -> new Wrong<>(model) {
            @Override
            public double expectedLogJoint(FullNormal theta, Moments s) {
                return wrong.of(theta, s, right.expectedLogJoint(theta, s));
            }
        });
    }

    private static Bug in(
            String name, UnaryOperator<LatentModel<double[], FullNormal, MissingValuePosterior, Moments>> wrong) {
        return new Bug(
                name,
                "Gaussian",
                size -> GaussianMixtureLaws.example(size, CovarianceFamily.FULL)
                        .of(new Mixture<>(size.k(), wrong.apply(new Gaussian(size.d())))));
    }

    private static MissingValuePosterior changed(MissingValuePosterior q, DoubleUnaryOperator logEvidence) {
        double log = logEvidence.applyAsDouble(q.logEvidence());
        return new MissingValuePosterior(log, q.entropy(), q.mean(), q.deviations(), q.missing(), q.covariance());
    }

    /** Of moments, which hold the lower triangle alone. */
    private static FullNormal normal(double[] mean, double[] lower) {
        int d = mean.length;
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = lower[i * d + j];
                covariance[j][i] = lower[i * d + j];
            }
        }
        return FullNormal.of(mean, covariance);
    }

    private static double[] times(Moments s, double factor) {
        return Arrays.stream(s.covariance()).map(v -> v * factor).toArray();
    }

    private static FullNormal diagonal(Moments s, DoubleUnaryOperator variance) {
        double[] c = s.covariance();
        for (int j = 0; j < s.columns(); j++) {
            int jj = j * (s.columns() + 1);
            c[jj] = variance.applyAsDouble(c[jj]);
        }
        return normal(s.mean(), c);
    }

    private static double[] about(double[] origin, Moments s) {
        return Arrays.stream(s.about(origin).second()).map(v -> v / s.weight()).toArray();
    }

    private static double[] between(double[] from, double[] to, double part) {
        double[] at = new double[from.length];
        Arrays.setAll(at, j -> from[j] + part * (to[j] - from[j]));
        return at;
    }

    private static Cholesky cholesky(FullNormal theta) {
        double[] flat = Arrays.stream(theta.covariance())
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return Cholesky.of(flat, theta.mean().length);
    }

    private static double logDeterminant(FullNormal theta) {
        return cholesky(theta).logDeterminant();
    }

    private static double constant(FullNormal theta) {
        return -0.5 * (theta.mean().length * LOG_2PI + logDeterminant(theta));
    }

    private static double trace(FullNormal theta, Moments s) {
        return cholesky(theta).traceOfSolve(s.second());
    }
}
