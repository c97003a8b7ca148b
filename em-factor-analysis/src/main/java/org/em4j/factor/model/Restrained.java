package org.em4j.factor.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.Chart;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;

/**
 * A factor model whose uniquenesses are kept from falling to zero. Loadings do not depend on them in the M-step, so that
 * the restrained ones follow from those that the model would have.
 *
 * @param model the factor model, with a uniqueness to each column
 * @param heywood how they are kept
 * @param variances of the columns {@code (d)}
 */
public record Restrained(LinearFactorModel model, Heywood heywood, double[] variances) implements LinearFactorModel {
    /** Copies the variances. */
    public Restrained {
        variances = variances.clone();
        if (model instanceof ProbabilisticPca) {
            throw new IllegalArgumentException("one noise variance for all columns does not fall to zero by itself");
        }
    }

    /** The model itself, if it is not to be restrained, or restrained on the scale of data. */
    public static LinearFactorModel of(LinearFactorModel model, Heywood heywood, Moments data) {
        if (heywood instanceof Heywood.Report) {
            return model;
        }
        int d = model.d();
        double[] covariance = data.covariance();
        double[] variances =
                IntStream.range(0, d).mapToDouble(j -> covariance[j * d + j]).toArray();
        return new Restrained(model, heywood, variances);
    }

    @Override
    public int d() {
        return model.d();
    }

    @Override
    public int q() {
        return model.q();
    }

    @Override
    public int noises() {
        return model.noises();
    }

    @Override
    public int freeParameters() {
        return model.freeParameters();
    }

    @Override
    public double[] noise(double[] residuals, double weight) {
        double[] noise = model.noise(residuals, weight).clone();
        Arrays.setAll(noise, j -> heywood.restrain(noise[j], variances[j], weight));
        return noise;
    }

    /** The model's own start, brought into the space. */
    @Override
    public FactorParameters start(Moments data) {
        return within(model.start(data));
    }

    /** No uniqueness below its bound. */
    @Override
    public FactorParameters within(FactorParameters theta) {
        double[] uniquenesses = theta.uniquenesses();
        Arrays.setAll(uniquenesses, j -> Math.max(uniquenesses[j], heywood.least() * variances[j]));
        return new FactorParameters(theta.centre(), theta.flatLoadings(), uniquenesses, theta.phi());
    }

    @Override
    public FactorParameters maximize(FactorMoments s, FactorParameters current) {
        FactorParameters free = model.maximize(s, current);
        double[] uniquenesses = free.uniquenesses();
        Arrays.setAll(uniquenesses, j -> heywood.restrain(uniquenesses[j], variances[j], s.weight));
        return new FactorParameters(free.centre(), free.flatLoadings(), uniquenesses, free.phi());
    }

    @Override
    public double logPrior(FactorParameters theta) {
        double sum = 0;
        for (int j = 0; j < variances.length; j++) {
            sum += heywood.logPrior(theta.uniqueness(j), variances[j]);
        }
        return sum;
    }

    /** The model's own, whose points are brought into the space. */
    @Override
    public Optional<Chart<FactorParameters>> chart(FactorParameters theta) {
        return model.chart(theta).map(chart -> Chart.of(chart::coordinates, u -> within(chart.point(u))));
    }
}
