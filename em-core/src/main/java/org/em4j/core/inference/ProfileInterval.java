package org.em4j.core.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.DegenerateException;

/**
 * The 95 % interval of a quantity g by its profile likelihood: the values that some theta has whose objective is no more
 * than half a chi-squared quantile below the maximum. Unlike the delta method's it needs no symmetry, stays within the
 * quantity's range, and is the same whatever function of g is asked for. Each end solves {@code gradient = λ g'} together
 * with {@code objective = maximum - 1.92} (Venzon and Moolgavkar 1988), from the delta method's end.
 */
final class ProfileInterval<P> {
    /** Half the 0.95 quantile of the chi-squared distribution of one degree of freedom, in nats. */
    private static final double DROP = Estimate.WALD * Estimate.WALD / 2;

    /** In nats, and in nats for a complete-data standard error: what an end may miss by. */
    private static final double MISS = 1e-5;

    private static final int EVALUATIONS = 200;

    private final EmProblem<P> map;
    private final Differences<P> around;
    private final RealMatrix covariance;
    private final ToDoubleFunction<P> quantity;
    private final double top;

    ProfileInterval(EmProblem<P> map, Information<P> information, ToDoubleFunction<P> quantity) {
        this.map = map;
        this.around = information.around();
        this.covariance = information.covariance();
        this.quantity = quantity;
        this.top = map.apply(information.theta()).objective();
    }

    /**
     * The interval of one quantity.
     *
     * @throws NoInformationException if an end is not found, with how far the objective was seen to fall on that side: it may fall no further
     */
    Estimate estimate(String name) {
        double[] slope = slope(new double[around.size()]);
        double[] direction = covariance.operate(slope);
        double variance = 0;
        for (int i = 0; i < slope.length; i++) {
            variance += slope[i] * direction[i];
        }
        double error = Math.sqrt(variance);
        double[] sides = {end(name, direction, error, -1), end(name, direction, error, 1)};
        double value = quantity.applyAsDouble(around.point(new double[slope.length]));
        return new Estimate(name, value, error, sides[0], sides[1]);
    }

    /** From the delta method's end on one side. */
    private double end(String name, double[] direction, double error, int side) {
        double far = side * Estimate.WALD / error;
        double[] start = Arrays.copyOf(direction, direction.length + 1);
        for (int i = 0; i < direction.length; i++) {
            start[i] *= far;
        }
        start[direction.length] = -far; // the objective's slope there, were it a parabola, is this times g'
        Nearest nearest = new Nearest();
        String how;
        try {
            LeastSquaresOptimizer.Optimum optimum = new LevenbergMarquardtOptimizer()
                    .optimize(new LeastSquaresBuilder()
                            .start(start)
                            .model(nearest::misses, this::derivatives)
                            .target(new double[start.length])
                            .maxEvaluations(EVALUATIONS)
                            .maxIterations(EVALUATIONS)
                            .build());
            double[] end = optimum.getPoint().toArray();
            double value = quantity.applyAsDouble(around.point(Arrays.copyOf(end, direction.length)));
            double middle = quantity.applyAsDouble(around.point(new double[direction.length]));
            if (optimum.getResiduals().getLInfNorm() < MISS && side * (value - middle) > 0) {
                return value;
            }
            how = "it came no nearer";
        } catch (MathIllegalStateException e) {
            how = EVALUATIONS + " evaluations came no nearer";
        } catch (DegenerateException e) {
            how = "beyond, " + e.degeneracy().describe();
        }
        throw new NoInformationException(
                "no " + (side < 0 ? "lower" : "upper") + " end of the profile interval of " + name + " was found: "
                        + nearest.describe() + how + "; take the observed errors of it, or a bootstrap's");
    }

    /** What a search has seen that comes nearest to an end. */
    private final class Nearest {
        private double least = Double.POSITIVE_INFINITY;
        private double[] z = new double[0];
        private double fall;

        double[] misses(double[] at) {
            double[] misses = ProfileInterval.this.misses(at);
            double length = Arrays.stream(misses).map(m -> m * m).sum();
            if (length < least) {
                least = length;
                z = Arrays.copyOf(at, at.length - 1);
                fall = DROP - misses[z.length];
            }
            return misses;
        }

        String describe() {
            return z.length == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "at %.6g the objective is %.3f nats below its maximum, where an end is %.3f below, and ",
                            quantity.applyAsDouble(around.point(z)),
                            fall,
                            DROP);
        }
    }

    /** {@code gradient - λ g'}, and how far the objective is from where it should be, at (z, λ). */
    private double[] misses(double[] at) {
        double[] z = Arrays.copyOf(at, at.length - 1);
        Iterate<P> there = map.apply(around.point(z));
        double[] gradient = around.gradient(v -> around.height(there.surrogate(), v), z);
        double[] slope = slope(z);
        double[] misses = new double[at.length];
        for (int i = 0; i < z.length; i++) {
            misses[i] = gradient[i] - at[z.length] * slope[i];
        }
        misses[z.length] = there.objective() - top + DROP;
        return misses;
    }

    private double[][] derivatives(double[] at) {
        double[][] columns = around.jacobian(this::misses, at);
        double[][] rows = new double[at.length][at.length];
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }

    private double[] slope(double[] z) {
        return around.gradient(v -> quantity.applyAsDouble(around.point(v)), z);
    }
}
