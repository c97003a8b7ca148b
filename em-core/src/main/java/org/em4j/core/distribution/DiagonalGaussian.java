package org.em4j.core.distribution;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Pattern;
import org.em4j.core.estep.EStep;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Sampler;

/**
 * The normal distribution on rows of d independent columns, one pass of which costs d and not d². A column that is
 * missing, which holds NaN, is latent, and knows of the others nothing.
 *
 * @param d number of columns
 */
public record DiagonalGaussian(int d)
        implements LatentModel<double[], DiagonalNormal, MissingValuePosterior, DiagonalMoments> {
    @Override
    public Function<double[], MissingValuePosterior> posterior(DiagonalNormal theta) {
        double constant = logConstant(theta);
        return x -> {
            Pattern pattern = Pattern.of(x);
            double square = 0;
            for (int j : pattern.observed()) {
                double r = x[j] - theta.centre()[j];
                square += r / theta.variance(j) * r;
            }
            double logEvidence = constant - 0.5 * square;
            return pattern.isComplete()
                    ? MissingValuePosterior.ofComplete(logEvidence)
                    : complete(x, pattern.missing(), logEvidence, theta);
        };
    }

    private MissingValuePosterior complete(double[] x, int[] missing, double logEvidence, DiagonalNormal theta) {
        double[] deviations = new double[d];
        Arrays.setAll(deviations, j -> Double.isNaN(x[j]) ? 0 : x[j] - theta.centre()[j]);
        double[] covariance = new double[missing.length * missing.length];
        double open = 0;
        for (int i = 0; i < missing.length; i++) {
            double variance = theta.variance(missing[i]);
            covariance[i * (missing.length + 1)] = variance;
            open += 0.5 * (Gaussian.LOG_2PI + Math.log(variance));
        }
        return new MissingValuePosterior(
                logEvidence + open, open + 0.5 * missing.length, theta.centre(), deviations, missing, covariance);
    }

    private double logConstant(DiagonalNormal theta) {
        return -0.5 * (d * Gaussian.LOG_2PI + logDeterminant(theta));
    }

    private double logDeterminant(DiagonalNormal theta) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += Math.log(theta.variance(j));
        }
        return sum;
    }

    @Override
    public DiagonalMoments zero(DiagonalNormal theta) {
        return new DiagonalMoments(theta.centre());
    }

    @Override
    public void accumulate(double[] x, MissingValuePosterior q, double weight, DiagonalMoments into) {
        if (q.missing().length == 0) {
            into.add(x, weight);
        } else {
            into.addScaled(weight, DiagonalMoments.of(q));
        }
    }

    @Override
    public DiagonalNormal maximize(DiagonalMoments s, DiagonalNormal current) {
        if (!(s.weight() > 0)) {
            throw new DegenerateException(Degeneracies.empty());
        }
        double[] variances = s.scatter();
        Arrays.setAll(variances, j -> variances[j] / s.covarianceDivisor());
        return DiagonalNormal.of(s.mean(), variances);
    }

    @Override
    public double expectedLogJoint(DiagonalNormal theta, DiagonalMoments s) {
        DiagonalMoments about = s.about(theta.centre());
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += about.square(j) / theta.variance(j);
        }
        return -0.5 * (s.weight() * d * Gaussian.LOG_2PI + s.covarianceDivisor() * logDeterminant(theta) + sum);
    }

    @Override
    public Optional<EStep<double[], DiagonalMoments>> bind(DiagonalNormal theta) {
        double[] precisions = new double[d];
        Arrays.setAll(precisions, j -> 1 / theta.variance(j));
        return Optional.of(new DiagonalGaussianEStep(theta.centre(), precisions, logConstant(theta)));
    }

    /** The mean, then the variances in logs. */
    @Override
    public Optional<Chart<DiagonalNormal>> chart(DiagonalNormal at) {
        ChartUnits units = ChartUnits.of(at);
        return Optional.of(new Chart<>() {
            @Override
            public double[] coordinates(DiagonalNormal theta) {
                double[] u = new double[2 * d];
                units.mean(theta.centre(), u, 0);
                for (int j = 0; j < d; j++) {
                    u[d + j] = Math.log(theta.variance(j));
                }
                return u;
            }

            @Override
            public DiagonalNormal point(double[] u) {
                double[] variances = Arrays.copyOfRange(u, d, 2 * d);
                Arrays.setAll(variances, j -> Math.exp(variances[j]));
                return DiagonalNormal.of(units.mean(u, 0), variances);
            }
        });
    }

    @Override
    public Optional<Sampler<double[]>> sampler(DiagonalNormal theta) {
        return Optional.of(random -> {
            double[] x = new double[d];
            Arrays.setAll(x, j -> draw(j, theta, random));
            return x;
        });
    }

    @Override
    public Optional<Imputer<double[]>> imputer(DiagonalNormal theta) {
        return Optional.of((x, random) -> {
            double[] y = x.clone();
            Arrays.setAll(y, j -> Double.isNaN(x[j]) ? draw(j, theta, random) : x[j]);
            return y;
        });
    }

    private static double draw(int j, DiagonalNormal theta, RandomGenerator random) {
        return theta.centre()[j] + Math.sqrt(theta.variance(j)) * random.nextGaussian();
    }
}
