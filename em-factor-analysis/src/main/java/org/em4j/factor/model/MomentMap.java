package org.em4j.factor.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.linalg.Sum;
import org.em4j.core.model.LatentModel;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;

/**
 * EM for a factor model on sample moments: it needs the rows only through their weight, mean and scatter, so a
 * pass costs d² q however many rows there were. A law ties it to EM over the rows.
 *
 * @param model what to fit
 * @param data moments of the rows
 * @param rows that they are of, if they are at hand: a fit is held against them once
 */
public record MomentMap(
        LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments> model,
        Moments data,
        Optional<Observations<double[]>> rows)
        implements EmProblem<FactorParameters> {
    /** What sums of squares may lose to each other before they are worked out otherwise. */
    private static final double CANCELS = 1e4;

    /** Takes the moments about their mean, where the passes want them. */
    public MomentMap {
        data = data.about(data.mean()).symmetric();
    }

    /** Of moments alone. */
    public MomentMap(LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments> model, Moments data) {
        this(model, data, Optional.empty());
    }

    /**
     * EM for a factor model on data: on their moments, unless the columns are so nearly collinear that the moments have
     * lost what the rows still tell.
     *
     * @param moments of the data
     */
    public static EmProblem<FactorParameters> of(
            LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments> model,
            Observations<double[]> data,
            Moments moments) {
        try {
            boolean kept = Cholesky.of(moments.covariance(), moments.columns()).conditionNumber() < 1e8;
            return kept ? new MomentMap(model, moments, Optional.of(data)) : EmProblem.of(model, data);
        } catch (NotPositiveDefiniteException e) {
            return EmProblem.of(model, data);
        }
    }

    @Override
    public Iterate<FactorParameters> apply(FactorParameters theta) {
        return Iterate.of(model, theta, expectation(theta));
    }

    @Override
    public Optional<Serializable> identity() {
        return Optional.of(model);
    }

    @Override
    public Optional<Iterate<FactorParameters>> fromData(FactorParameters theta) {
        return rows.map(data -> Iterate.of(model, theta, Expectation.of(model, theta, data)));
    }

    /** What an E-step over the rows would bring back. */
    private Expectation<FactorMoments> expectation(FactorParameters theta) {
        int d = data.columns();
        FactorConditional bound = FactorConditional.of(theta);
        FactorMoments s = cross(bound);
        int q = theta.factors();
        double unexplained = 0; // tr Ψ⁻¹S
        double explained = 0; // tr ΛᵀΨ⁻¹ Σ w E[z] (x-o)ᵀ, what Woodbury takes off it again
        for (int j = 0; j < d; j++) {
            unexplained += s.xx[j] * bound.precisions()[j];
            for (int a = 0; a < q; a++) {
                explained += theta.loading(j, a) * bound.precisions()[j] * s.xz[j * q + a];
            }
        }
        double distances = unexplained - explained;
        double size = unexplained + explained;
        if (unexplained > CANCELS * distances) {
            OptionalDouble squares = squares(theta, bound);
            distances = squares.orElse(distances);
            size = squares.orElse(size);
        }
        double constant = data.weight() * bound.constant();
        return new Expectation<>(
                s,
                new Sum().add(constant).add(-0.5 * distances),
                new Sum().add(data.weight() * bound.entropy()),
                new Sum().add(data.weight()),
                new Sum().add(Math.abs(constant)).add(0.5 * size),
                Exactness.EXACT);
    }

    /**
     * {@code tr Σ⁻¹S}, as rows have it: what the factors leave of the columns of a factor of S, and the factors themselves, both
     * squared. Nothing cancels, for one more product. Empty where S is singular.
     */
    private OptionalDouble squares(FactorParameters theta, FactorConditional bound) {
        int d = data.columns();
        try {
            double[] factor = Cholesky.of(data.second(), d).factor();
            double[] v = new double[d];
            Arrays.setAll(v, j -> Math.sqrt(data.weight()) * (data.origin()[j] - bound.mean()[j]));
            double sum = square(theta, bound, v);
            for (int k = 0; k < d; k++) {
                for (int j = 0; j < d; j++) {
                    v[j] = factor[j * d + k];
                }
                sum += square(theta, bound, v);
            }
            return OptionalDouble.of(sum);
        } catch (NotPositiveDefiniteException e) {
            return OptionalDouble.empty();
        }
    }

    /** The squared distance of one row from the mean. */
    private static double square(FactorParameters theta, FactorConditional bound, double[] v) {
        double[] scores = new double[theta.factors()];
        Arrays.setAll(scores, a -> dot(bound.regression(), a * v.length, v));
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            double left = v[j];
            for (int a = 0; a < scores.length; a++) {
                left -= theta.loading(j, a) * scores[a];
            }
            sum += left * left * bound.precisions()[j];
        }
        for (double score : theta.phi().whiten(scores)) {
            sum += score * score;
        }
        return sum;
    }

    private FactorMoments cross(FactorConditional bound) {
        int d = data.columns();
        int q = bound.regression().length / d;
        FactorMoments s = new FactorMoments(bound.mean(), q);
        s.weight = data.weight();
        double[] shift = new double[d];
        for (int j = 0; j < d; j++) {
            shift[j] = data.origin()[j] - bound.mean()[j];
            s.x[j] = data.first()[j] + s.weight * shift[j];
            s.xx[j] = data.second()[j * d + j] + shift[j] * (data.first()[j] + s.x[j]);
        }
        double[] scores = product(bound.regression()); // Σ w E[z] (x-o)ᵀ, once it is about the model's mean
        for (int a = 0; a < q; a++) {
            double ofShift = dot(bound.regression(), a * d, shift);
            s.z[a] = dot(bound.regression(), a * d, s.x);
            for (int j = 0; j < d; j++) {
                scores[a * d + j] += ofShift * data.first()[j] + s.z[a] * shift[j];
                s.xz[j * q + a] = scores[a * d + j];
            }
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b <= a; b++) {
                double v = s.weight * bound.covariance()[a * q + b];
                for (int j = 0; j < d; j++) {
                    v += scores[a * d + j] * bound.regression()[b * d + j];
                }
                s.zz[a * q + b] = v;
            }
        }
        return s;
    }

    private static double dot(double[] rows, int at, double[] v) {
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            sum += rows[at + j] * v[j];
        }
        return sum;
    }

    /** {@code A S}, flat {@code (q x d)}, for A {@code (q x d)} and the second moments S about the sample mean. */
    public double[] product(double[] a) {
        int d = data.columns();
        double[] out = new double[a.length];
        Kernels.of(d, 2.0 * a.length * d)
                .transform(a, a.length / d, d, data.second(), d, d, out); // S, as a tile of d rows
        return out;
    }
}
