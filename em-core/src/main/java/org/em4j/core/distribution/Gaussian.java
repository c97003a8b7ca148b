package org.em4j.core.distribution;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.Equation;
import org.em4j.core.data.Pattern;
import org.em4j.core.estep.EStep;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.LogCholesky;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;

/**
 * The multivariate normal distribution on rows of d columns: a density, so nothing is latent but the columns of a row
 * that are missing, which hold NaN. Its M-step under the responsibilities of a mixture is the document's update of a
 * component; of rows with gaps it takes the conditional moments (Little and Rubin 2019, chapter 11).
 *
 * @param d number of columns
 */
public record Gaussian(int d) implements LatentModel<double[], FullNormal, MissingValuePosterior, Moments> {
    static final double LOG_2PI = Math.log(2 * Math.PI);

    @Override
    public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
        double constant = logConstant(theta);
        GaussianConditional.Cache conditionals = new GaussianConditional.Cache(theta);
        return x -> {
            Pattern pattern = Pattern.of(x);
            if (!pattern.isComplete()) {
                return conditionals.of(pattern).complete(x, theta.centre());
            }
            double[] r = new double[d];
            Arrays.setAll(r, j -> x[j] - theta.centre()[j]);
            double square = 0;
            for (double y : theta.cholesky().whiten(r)) {
                square += y * y;
            }
            return MissingValuePosterior.ofComplete(constant - 0.5 * square);
        };
    }

    /** {@code -(d log 2π + log det Σ) / 2}. */
    double logConstant(FullNormal theta) {
        return -0.5 * (d * LOG_2PI + theta.cholesky().logDeterminant());
    }

    @Override
    public Moments zero(FullNormal theta) {
        return new Moments(theta.centre());
    }

    @Override
    public void accumulate(double[] x, MissingValuePosterior q, double weight, Moments into) {
        if (q.missing().length == 0) {
            into.add(x, weight);
        } else {
            into.add(q.mean(), q.deviations(), weight);
            into.addCovariance(weight, q.missing(), q.covariance());
        }
    }

    @Override
    public FullNormal maximize(Moments s, FullNormal current) {
        return maximize(s);
    }

    static FullNormal maximize(Moments s) {
        if (!(s.weight() > 0)) {
            throw new DegenerateException(Degeneracies.empty());
        }
        FullNormal best = new FullNormal(mean(s), covariance(s));
        CovarianceStorage.requireMoreThanRounding(
                best.cholesky(), best.flatCovariance(), j -> s.square(j) / s.covarianceDivisor());
        return best;
    }

    @Equation({"3695c", "3695f"})
    private static double[] mean(Moments s) {
        return s.mean();
    }

    @Equation({"3695d", "3695g"})
    private static double[] covariance(Moments s) {
        return s.covariance();
    }

    @Override
    @Equation("3695fi")
    public double expectedLogJoint(FullNormal theta, Moments s) {
        double trace = theta.cholesky().traceOfSolve(s.about(theta.centre()).second());
        double logDeterminant = theta.cholesky().logDeterminant();
        return -0.5 * (s.weight() * d * LOG_2PI + s.covarianceDivisor() * logDeterminant + trace);
    }

    @Override
    public Roundoff roundoff(FullNormal theta) {
        return Roundoff.ofInverse(theta.cholesky().conditionNumber());
    }

    @Override
    public Optional<EStep<double[], Moments>> bind(FullNormal theta) {
        double constant = logConstant(theta);
        return Optional.of(workspace -> new GaussianEStepWorker(theta, constant, workspace));
    }

    /** The mean, then the Cholesky factor by rows with its diagonal in logs; in units of standard deviations at the point. */
    @Override
    public Optional<Chart<FullNormal>> chart(FullNormal at) {
        ChartUnits units = ChartUnits.of(at);
        return Optional.of(new Chart<>() {
            @Override
            public double[] coordinates(FullNormal theta) {
                double[] u = new double[d + d * (d + 1) / 2];
                units.mean(theta.centre(), u, 0);
                LogCholesky.coordinates(theta.cholesky(), units.sd(), u, d);
                return u;
            }

            @Override
            public FullNormal point(double[] u) {
                return new FullNormal(units.mean(u, 0), LogCholesky.covariance(u, d, units.sd()));
            }
        });
    }

    @Override
    public Optional<Sampler<double[]>> sampler(FullNormal theta) {
        Cholesky cholesky = theta.cholesky();
        return Optional.of(random -> {
            double[] z = new double[d];
            Arrays.setAll(z, j -> random.nextGaussian());
            double[] x = cholesky.colour(z);
            Arrays.setAll(x, j -> theta.centre()[j] + x[j]);
            return x;
        });
    }

    @Override
    public Optional<Imputer<double[]>> imputer(FullNormal theta) {
        GaussianConditional.Cache conditionals = new GaussianConditional.Cache(theta);
        return Optional.of((x, random) -> conditionals.of(Pattern.of(x)).draw(x, theta.centre(), random));
    }
}
