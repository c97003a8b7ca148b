package org.em4j.gallery.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.model.Roundoff;

/**
 * Kalman's filter, one measurement at a time, and the smoother of Rauch, Tung and Striebel (1965) back. All covariances are sums of
 * squares (Joseph's form), so that a wide distribution of the first state, or a narrow one of the steps, leaves them their digits.
 */
public final class KalmanSmoother {
    private final FullNormal first;
    private final StateSpace.Theta theta;
    private final int m;
    private final RealMatrix loadings;
    private final RealMatrix transition;
    private final RealMatrix step;
    private final RealMatrix identity;
    private final Moments steps;
    private final double[] noise;
    private double logEvidence;
    private double entropy;

    private KalmanSmoother(StateSpace model, StateSpace.Theta theta) {
        this.first = model.first();
        this.theta = theta;
        this.m = theta.transition().length;
        this.loadings = MatrixUtils.createRealMatrix(model.loadings());
        this.transition = MatrixUtils.createRealMatrix(theta.transition());
        this.step = MatrixUtils.createRealMatrix(theta.steps().covariance());
        this.identity = MatrixUtils.createRealIdentityMatrix(m);
        this.steps = new Moments(new double[2 * m]);
        this.noise = new double[2 * theta.noise().length];
    }

    /** A state, given what was seen up to its time, or all. */
    private record State(RealVector mean, RealMatrix covariance) {}

    /** Log densities of what is seen at each time, given all that was seen before {@code (T)}: they add up to that of the series. */
    public static double[] logDensities(StateSpace model, StateSpace.Theta theta, double[][] y) {
        KalmanSmoother filter = new KalmanSmoother(model, theta);
        double[] logs = new double[y.length];
        State next = filter.start();
        for (int t = 0; t < y.length; t++) {
            filter.logEvidence = 0;
            next = filter.ahead(filter.filtered(next, y[t]));
            logs[t] = filter.logEvidence;
        }
        return logs;
    }

    private State start() {
        return new State(new ArrayRealVector(first.mean()), MatrixUtils.createRealMatrix(first.covariance()));
    }

    static StateSpace.States smoothed(StateSpace model, StateSpace.Theta theta, double[][] y) {
        return new KalmanSmoother(model, theta).smoothed(y);
    }

    private StateSpace.States smoothed(double[][] y) {
        List<State> states = new ArrayList<>();
        State next = start();
        for (double[] now : y) {
            states.add(filtered(next, now));
            next = ahead(states.get(states.size() - 1));
        }
        for (int t = y.length - 2; t >= 0; t--) {
            states.set(t, back(states.get(t), states.get(t + 1)));
        }
        for (int t = 0; t < y.length; t++) {
            addNoise(states.get(t), y[t]);
        }
        entropy += 0.5
                * (y.length * m * (1 + Math.log(2 * Math.PI))
                        + first.cholesky().logDeterminant()
                        + (y.length - 1) * theta.steps().cholesky().logDeterminant());
        return new StateSpace.States(
                states.stream().map(state -> state.mean().toArray()).toArray(double[][]::new),
                states.stream().map(state -> flat(state.covariance())).toArray(double[][]::new),
                new StateSpace.Steps(theta.transition(), steps),
                noise,
                logEvidence,
                entropy);
    }

    private State ahead(State state) {
        return new State(
                transition.operate(state.mean()),
                squared(transition, state.covariance()).add(step));
    }

    /** All that is seen at a time; each measurement shrinks the determinant of the states' covariance by noise over variance. */
    private State filtered(State before, double[] now) {
        State at = before;
        for (int j = 0; j < now.length; j++) {
            if (!Double.isNaN(now[j])) {
                double own = theta.noise()[j];
                RealVector h = loadings.getRowVector(j);
                RealVector moved = at.covariance().operate(h);
                double variance = h.dotProduct(moved) + own;
                double error = now[j] - h.dotProduct(at.mean());
                RealVector gain = moved.mapDivide(variance);
                at = new State(
                        at.mean().add(gain.mapMultiply(error)),
                        squared(identity.subtract(gain.outerProduct(h)), at.covariance())
                                .add(gain.outerProduct(gain).scalarMultiply(own)));
                logEvidence -= 0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
                entropy += 0.5 * Math.log(own / variance);
            }
        }
        return at;
    }

    /** Given the next state, a state and the step from it are normal about points that are linear in it, and differ alike. */
    private State back(State at, State next) {
        State ahead = ahead(at);
        RealMatrix half = matrix(new FullNormal(new double[m], flat(ahead.covariance()))
                .cholesky()
                .inverseFactor());
        RealMatrix inverse = half.transpose().multiply(half);
        RealMatrix gain = at.covariance().multiply(transition.transpose()).multiply(inverse);
        RealMatrix both = stacked(gain, step.multiply(inverse));
        RealMatrix open = squared(identity.subtract(gain.multiply(transition)), at.covariance())
                .add(squared(gain, step));
        RealVector change = both.operate(next.mean().subtract(ahead.mean()));
        RealVector mean = at.mean().append(new ArrayRealVector(m)).add(change);
        RealMatrix covariance =
                squared(both, next.covariance()).add(squared(stacked(identity, transition.scalarMultiply(-1)), open));
        steps.add(mean.toArray(), 1);
        steps.addCovariance(1, IntStream.range(0, 2 * m).toArray(), flat(covariance));
        return new State(mean.getSubVector(0, m), covariance.getSubMatrix(0, m - 1, 0, m - 1));
    }

    private void addNoise(State at, double[] now) {
        for (int j = 0; j < now.length; j++) {
            if (!Double.isNaN(now[j])) {
                RealVector h = loadings.getRowVector(j);
                noise[2 * j]++;
                noise[2 * j + 1] += Math.pow(now[j] - h.dotProduct(at.mean()), 2)
                        + h.dotProduct(at.covariance().operate(h));
            }
        }
    }

    /**
     * Of a state that is so distributed before anything is seen of it: its precision grows with each measurement, {@code 1 +
     * variance / noise} times, and by what the next state says, {@code 1 + variance / step} times, at most.
     */
    static Roundoff sharpened(StateSpace model, StateSpace.Theta theta, FullNormal state) {
        KalmanSmoother smoother = new KalmanSmoother(model, theta);
        RealMatrix covariance = MatrixUtils.createRealMatrix(state.covariance());
        double times = 1 + theta.steps().cholesky().traceOfSolve(flat(squared(smoother.transition, covariance)));
        for (int j = 0; j < theta.noise().length; j++) {
            RealVector h = smoother.loadings.getRowVector(j);
            times += h.dotProduct(covariance.operate(h)) / theta.noise()[j];
        }
        return Roundoff.ofInverse(state.cholesky().conditionNumber() * times);
    }

    /** {@code a s a'}. */
    private static RealMatrix squared(RealMatrix a, RealMatrix s) {
        return a.multiply(s).multiply(a.transpose());
    }

    private static RealMatrix stacked(RealMatrix upper, RealMatrix lower) {
        RealMatrix both = MatrixUtils.createRealMatrix(2 * upper.getRowDimension(), upper.getColumnDimension());
        both.setSubMatrix(upper.getData(), 0, 0);
        both.setSubMatrix(lower.getData(), upper.getRowDimension(), 0);
        return both;
    }

    private RealMatrix matrix(double[] flat) {
        RealMatrix square = MatrixUtils.createRealMatrix(m, m);
        IntStream.range(0, flat.length).forEach(i -> square.setEntry(i / m, i % m, flat[i]));
        return square;
    }

    private static double[] flat(RealMatrix matrix) {
        return Arrays.stream(matrix.getData()).flatMapToDouble(Arrays::stream).toArray();
    }
}
