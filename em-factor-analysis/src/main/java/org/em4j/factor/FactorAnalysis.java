package org.em4j.factor;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.equation.Equation;
import org.em4j.core.fit.EmMap;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Bound;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Charted;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Generative;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Moments;

/**
 * Factor analysis: {@code x = μ + Λz + ε} with {@code z ~ N(0, I)} and {@code ε ~ N(0, Ψ)}, Ψ diagonal.
 *
 * <p>{@link #posterior} is the document's conditional, worked out from the joint distribution of (z, x) as written
 * there; {@link #bind} is the same by Woodbury's identity, and a law ties the two.
 *
 * @param d number of columns
 * @param q number of factors
 */
public record FactorAnalysis(int d, int q)
        implements LatentModel<double[], FactorParameters, Scores, FactorMoments>,
                Charted<FactorParameters>,
                Generative<double[], FactorParameters> {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    /** At least one factor. */
    public FactorAnalysis {
        if (q < 1 || d < 1) {
            throw new IllegalArgumentException(
                    "factor analysis has at least one column and one factor, not " + d + " and " + q);
        }
    }

    /** The joint distribution of {@code (z; x)}, factors first. */
    @Equation({"3695df", "3695dw"})
    public JointGaussian joint(FactorParameters theta) {
        return JointGaussian.of(jointMean(theta), jointCovariance(theta));
    }

    /** {@code (0; μ)}, q zeros first. */
    @Equation({"3695dh", "3695di"})
    private double[] jointMean(FactorParameters theta) {
        double[] mean = new double[q + d];
        System.arraycopy(theta.centre(), 0, mean, q, d);
        return mean;
    }

    /** {@code [I Λᵀ; Λ ΛΛᵀ+Ψ]}, its lower triangle. */
    @Equation({"3695dj", "3695dk", "3695du"})
    private double[][] jointCovariance(FactorParameters theta) {
        double[][] covariance = new double[q + d][q + d];
        double[][] marginal = theta.covariance();
        for (int a = 0; a < q; a++) {
            covariance[a][a] = 1;
        }
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < q; a++) {
                covariance[q + j][a] = theta.loading(j, a);
            }
            System.arraycopy(marginal[j], 0, covariance[q + j], q, d);
        }
        return covariance;
    }

    @Override
    @Equation({"3695dv", "3695dw", "3695dxf", "3695dxg"})
    public Function<double[], Scores> posterior(FactorParameters theta) {
        int[] z = IntStream.range(0, q).toArray();
        int[] x = IntStream.range(q, q + d).toArray();
        try {
            JointGaussian joint = joint(theta);
            JointGaussian marginal = joint.marginal(x);
            JointGaussian.Conditional given = joint.conditional(z, x);
            double[][] covariance = given.covariance();
            double entropy = JointGaussian.of(new double[q], covariance).entropy();
            return row -> new Scores(given.mean(row), covariance, marginal.logDensity(row), entropy);
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
    public EmMap<FactorParameters> map(Observations<double[]> data, Moments moments) {
        try {
            boolean kept = Cholesky.of(moments.covariance(), d).conditionNumber() < 1e8;
            return kept ? new MomentMap(this, moments) : EmMap.of(this, data);
        } catch (NotPositiveDefiniteException e) {
            return EmMap.of(this, data);
        }
    }

    @Override
    public FactorMoments zero(FactorParameters theta) {
        return new FactorMoments(theta.centre(), q);
    }

    @Override
    public void accumulate(double[] x, Scores s, double weight, FactorMoments into) {
        into.weight += weight;
        for (int a = 0; a < q; a++) {
            into.z[a] += weight * s.mean()[a];
            for (int b = 0; b <= a; b++) {
                into.zz[a * q + b] += weight * s.secondMoment(a, b);
            }
        }
        for (int j = 0; j < d; j++) {
            double r = x[j] - into.origin[j];
            into.x[j] += weight * r;
            into.xx[j] += weight * r * r;
            for (int a = 0; a < q; a++) {
                into.xz[j * q + a] += weight * r * s.mean()[a];
            }
        }
    }

    @Override
    public FactorParameters maximize(FactorMoments s, FactorParameters current) {
        if (!(s.weight > 0)) {
            throw new DegenerateException(Degeneracy.of("no row is left in it", "use fewer components"));
        }
        return s.regress();
    }

    @Override
    @Equation({"3695de", "3695fi"})
    public double expectedLogJoint(FactorParameters theta, FactorMoments s) {
        FactorMoments m = s.about(theta.centre());
        double value = -m.weight * (d + q) * LOG_2PI;
        for (int j = 0; j < d; j++) {
            value -= m.weight * Math.log(theta.uniqueness(j)) + m.residual(theta, j) / theta.uniqueness(j);
        }
        for (int a = 0; a < q; a++) {
            value -= m.zz[a * q + a];
        }
        return 0.5 * value;
    }

    /** The largest ratio of a column's variance to its uniqueness: what Woodbury's difference cancels. */
    @Override
    public double conditionNumber(FactorParameters theta) {
        double worst = 1;
        for (int j = 0; j < d; j++) {
            worst = Math.max(worst, 1 + theta.common(j, j) / theta.uniqueness(j));
        }
        return worst;
    }

    @Override
    public Bound<double[], FactorMoments> bind(FactorParameters theta) {
        return new WoodburyBound(Woodbury.of(theta));
    }

    /** Mean, loadings by rows, uniquenesses in logs. Rotations of the loadings are a gauge freedom. */
    @Override
    public Chart<FactorParameters> chart(FactorParameters at) {
        return new Chart<>() {
            @Override
            public double[] coordinates(FactorParameters theta) {
                double[] u = Arrays.copyOf(theta.centre(), d * (q + 2));
                System.arraycopy(theta.flatLoadings(), 0, u, d, d * q);
                for (int j = 0; j < d; j++) {
                    u[d * (q + 1) + j] = Math.log(theta.uniqueness(j));
                }
                return u;
            }

            @Override
            public FactorParameters point(double[] u) {
                double[] uniquenesses = Arrays.copyOfRange(u, d * (q + 1), u.length);
                Arrays.setAll(uniquenesses, j -> Math.exp(uniquenesses[j]));
                return new FactorParameters(Arrays.copyOf(u, d), Arrays.copyOfRange(u, d, d * (q + 1)), uniquenesses);
            }
        };
    }

    @Override
    public Function<RandomGenerator, double[]> sampler(FactorParameters theta) {
        return random -> {
            double[] white = new double[q + d];
            Arrays.setAll(white, i -> random.nextGaussian());
            return Draw.of(theta, white).x();
        };
    }
}
