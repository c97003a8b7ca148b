package org.em4j.factor.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.Equation;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Pattern;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estep.EStep;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorEStep;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.estep.FactorSimulation;
import org.em4j.factor.estep.GapPosteriors;

/**
 * The linear factor models: {@code x = μ + Λz + ε} with {@code z ~ N(0, Φ)} and {@code ε ~ N(0, Ψ)}, Ψ diagonal. They share
 * the E-step and the density, and differ in what their M-steps may choose.
 *
 * <p>{@link #posterior} is the document's conditional, worked out from the joint distribution of (z, x) as written
 * there; {@link #bind} is the same by Woodbury's identity, and a law ties the two.
 */
public sealed interface LinearFactorModel
        extends LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments>
        permits FactorAnalysis, ProbabilisticPca, ConfirmatoryFactorAnalysis, Restrained {
    /** Number of columns, d. */
    int d();

    /** Number of factors, q. */
    int q();

    /** Number of variances that the noise has: d, or one for all columns. */
    int noises();

    /**
     * The uniquenesses of greatest objective {@code (d)}, given the columns' residual variances {@code (d)}.
     *
     * @param weight of the rows that these are of
     * @throws DegenerateException if there are none
     */
    double[] noise(double[] residuals, double weight);

    /**
     * Starting values.
     *
     * @throws DegenerateException if the moments admit none
     */
    FactorParameters start(Moments data);

    /**
     * The parameters of the model's own space that are nearest to some: themselves, but for uniquenesses below a bound.
     * Starts and points of the chart go through it.
     */
    default FactorParameters within(FactorParameters theta) {
        return theta;
    }

    /** Number of parameters that the data determine: mean, loadings up to rotation, noise. */
    default int freeParameters() {
        return d() + d() * q() - q() * (q() - 1) / 2 + noises();
    }

    /** The joint distribution of {@code (z; x)}, factors first. */
    @Equation({"3695df", "3695dw"})
    default JointGaussian joint(FactorParameters theta) {
        return JointGaussian.of(jointMean(theta), jointCovariance(theta));
    }

    /** {@code (0; μ)}, q zeros first. */
    @Equation({"3695dh", "3695di"})
    private double[] jointMean(FactorParameters theta) {
        double[] mean = new double[q() + d()];
        System.arraycopy(theta.centre(), 0, mean, q(), d());
        return mean;
    }

    /** {@code [Φ ΦΛᵀ; ΛΦ ΛΦΛᵀ+Ψ]}, its lower triangle; in the document Φ is I. */
    @Equation({"3695dj", "3695dk", "3695du"})
    private double[][] jointCovariance(FactorParameters theta) {
        double[][] covariance = new double[q() + d()][q() + d()];
        double[][] marginal = theta.covariance();
        for (int a = 0; a < q(); a++) {
            for (int b = 0; b <= a; b++) {
                covariance[a][b] = theta.factorCovariance(a, b);
            }
        }
        for (int j = 0; j < d(); j++) {
            for (int a = 0; a < q(); a++) {
                covariance[q() + j][a] = theta.structure(j, a);
            }
            System.arraycopy(marginal[j], 0, covariance[q() + j], q(), d());
        }
        return covariance;
    }

    @Override
    @Equation({"3695dv", "3695dw", "3695dxf", "3695dxg"})
    default Function<double[], FactorPosterior> posterior(FactorParameters theta) {
        int[] z = IntStream.range(0, q()).toArray();
        int[] x = IntStream.range(q(), q() + d()).toArray();
        try {
            JointGaussian joint = joint(theta);
            JointGaussian marginal = joint.marginal(x);
            JointGaussian.Conditional given = joint.conditional(z, x);
            double[][] covariance = given.covariance();
            double entropy = JointGaussian.of(new double[q()], covariance).entropy();
            GapPosteriors gaps = GapPosteriors.of(joint, theta);
            return row -> {
                Pattern pattern = Pattern.of(row);
                return pattern.isComplete()
                        ? new FactorPosterior(given.mean(row), covariance, marginal.logDensity(row), entropy)
                        : gaps.of(row, pattern);
            };
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracy.of(
                    "the covariance of (z; x) is singular to working precision",
                    "leave out the column whose uniqueness is nearly zero, or use fewer factors"));
        }
    }

    /**
     * EM for this model on data: on their moments, unless the columns are so nearly collinear that the moments have lost
     * what the rows still tell.
     *
     * @param moments of the data
     */
    default EmProblem<FactorParameters> map(Observations<double[]> data, Moments moments) {
        return MomentMap.of(this, data, moments);
    }

    @Override
    default FactorMoments zero(FactorParameters theta) {
        return new FactorMoments(theta.centre(), q());
    }

    @Override
    default void accumulate(double[] x, FactorPosterior s, double weight, FactorMoments into) {
        into.weight += weight;
        for (int a = 0; a < q(); a++) {
            into.z[a] += weight * s.mean()[a];
            for (int b = 0; b <= a; b++) {
                into.zz[a * q() + b] += weight * s.secondMoment(a, b);
            }
        }
        double[] r = s.gaps().fill(x, into.origin);
        for (int j = 0; j < d(); j++) {
            into.x[j] += weight * r[j];
            into.xx[j] += weight * r[j] * r[j];
            for (int a = 0; a < q(); a++) {
                into.xz[j * q() + a] += weight * r[j] * s.mean()[a];
            }
        }
        for (int i = 0; i < s.gaps().columns().length; i++) {
            int j = s.gaps().columns()[i];
            into.xx[j] += weight * s.covariance()[q() + i][q() + i];
            for (int a = 0; a < q(); a++) {
                into.xz[j * q() + a] += weight * s.covariance()[q() + i][a];
            }
        }
    }

    @Override
    default FactorParameters maximize(FactorMoments s, FactorParameters current) {
        FactorMoments.Regression r = s.regress();
        return new FactorParameters(r.mean(), r.loadings(), noise(r.variances(), s.weight));
    }

    @Override
    @Equation({"3695de", "3695fi"})
    default double expectedLogJoint(FactorParameters theta, FactorMoments s) {
        FactorMoments m = s.about(theta.centre());
        double value = -m.weight * (d() + q()) * FactorConditional.LOG_2PI - factorSquares(theta, m);
        for (int j = 0; j < d(); j++) {
            value -= m.weight * Math.log(theta.uniqueness(j))
                    + m.residual(theta.flatLoadings(), j) / theta.uniqueness(j);
        }
        return 0.5 * value;
    }

    /** {@code Σ w E (log det Φ + zᵀΦ⁻¹z)}. */
    private static double factorSquares(FactorParameters theta, FactorMoments m) {
        Cholesky phi = theta.phi();
        return m.weight * phi.logDeterminant() + phi.traceOfSolve(m.zz);
    }

    /**
     * The ratios of the columns' variances to their uniquenesses, added up: what Woodbury's differences cancel, and the
     * M-step's once more, independently, so that squares add; and the condition of the factors' covariance.
     */
    @Override
    default Roundoff roundoff(FactorParameters theta) {
        double sum = theta.phi().conditionNumber();
        for (int j = 0; j < d(); j++) {
            sum += Math.sqrt(2) * (1 + theta.common(j, j) / theta.uniqueness(j));
        }
        return Roundoff.ofInverse(sum);
    }

    @Override
    default Optional<EStep<double[], FactorMoments>> bind(FactorParameters theta) {
        return Optional.of(new FactorEStep(theta, FactorConditional.of(theta)));
    }

    /**
     * Mean, loadings by rows, noise variances in logs, each column in units of the standard deviation that it has at the
     * given parameters. Rotations of the loadings are a gauge freedom.
     */
    @Override
    default Optional<Chart<FactorParameters>> chart(FactorParameters at) {
        SharedChart one = new SharedChart(this, Set.of(), List.of(at));
        return Optional.of(Chart.of(
                theta -> one.coordinates(List.of(theta)), u -> one.point(u).get(0)));
    }

    @Override
    default Optional<Sampler<double[]>> sampler(FactorParameters theta) {
        return Optional.of(random -> {
            double[] white = new double[q() + d()];
            Arrays.setAll(white, i -> random.nextGaussian());
            return FactorSimulation.of(theta, white).x();
        });
    }

    @Override
    default Optional<Imputer<double[]>> imputer(FactorParameters theta) {
        Function<double[], FactorPosterior> posterior = posterior(theta);
        return Optional.of((x, random) -> posterior.apply(x).draw(x, random));
    }
}
