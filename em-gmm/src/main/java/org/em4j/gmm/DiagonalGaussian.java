package org.em4j.gmm;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Generative;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;

/**
 * The normal distribution on rows of d independent columns, one pass of which costs d and not d².
 *
 * @param d number of columns
 */
public record DiagonalGaussian(int d)
        implements LatentModel<double[], DiagonalNormal, Observed, DiagonalMoments>,
                Charted<DiagonalNormal>,
                Generative<double[], DiagonalNormal> {
    @Override
    public Function<double[], Observed> posterior(DiagonalNormal theta) {
        double constant = logConstant(theta);
        return x -> {
            double square = 0;
            for (int j = 0; j < d; j++) {
                double r = x[j] - theta.centre()[j];
                square += r / theta.variance(j) * r;
            }
            return new Observed(constant - 0.5 * square);
        };
    }

    private double logConstant(DiagonalNormal theta) {
        double logDeterminant = 0;
        for (int j = 0; j < d; j++) {
            logDeterminant += Math.log(theta.variance(j));
        }
        return -0.5 * (d * Gaussian.LOG_2PI + logDeterminant);
    }

    @Override
    public DiagonalMoments zero(DiagonalNormal theta) {
        return new DiagonalMoments(theta.centre());
    }

    @Override
    public void accumulate(double[] x, Observed q, double weight, DiagonalMoments into) {
        into.weight += weight;
        for (int j = 0; j < d; j++) {
            double r = x[j] - into.origin[j];
            into.first[j] += weight * r;
            into.squares[j] += weight * r * r;
        }
    }

    @Override
    public DiagonalNormal maximize(DiagonalMoments s, DiagonalNormal current) {
        if (!(s.weight > 0)) {
            throw new DegenerateException(Degeneracies.empty());
        }
        double[] variances = s.scatter();
        Arrays.setAll(variances, j -> variances[j] / s.weight);
        return DiagonalNormal.of(s.mean(), variances);
    }

    @Override
    public double expectedLogJoint(DiagonalNormal theta, DiagonalMoments s) {
        double[] squares = s.about(theta.centre()).squares;
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += squares[j] / theta.variance(j);
        }
        return s.weight * logConstant(theta) - 0.5 * sum;
    }

    @Override
    public Bound<double[], DiagonalMoments> bind(DiagonalNormal theta) {
        double[] precisions = new double[d];
        Arrays.setAll(precisions, j -> 1 / theta.variance(j));
        return new ScaledBound(theta.centre(), precisions, logConstant(theta));
    }

    /** The mean, then the variances in logs. */
    @Override
    public Chart<DiagonalNormal> chart(DiagonalNormal at) {
        return new Chart<>() {
            @Override
            public double[] coordinates(DiagonalNormal theta) {
                double[] u = Arrays.copyOf(theta.centre(), 2 * d);
                for (int j = 0; j < d; j++) {
                    u[d + j] = Math.log(theta.variance(j));
                }
                return u;
            }

            @Override
            public DiagonalNormal point(double[] u) {
                double[] variances = Arrays.copyOfRange(u, d, 2 * d);
                Arrays.setAll(variances, j -> Math.exp(variances[j]));
                return DiagonalNormal.of(Arrays.copyOf(u, d), variances);
            }
        };
    }

    @Override
    public Function<RandomGenerator, double[]> sampler(DiagonalNormal theta) {
        return random -> {
            double[] x = new double[d];
            Arrays.setAll(x, j -> theta.centre()[j] + Math.sqrt(theta.variance(j)) * random.nextGaussian());
            return x;
        };
    }
}
