package org.em4j.gmm.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The axes that K scatters have in common (Flury 1984): the M-step of one orientation for all components. With shapes and
 * volumes at their best, what is left to minimise is {@code Σ_k n_k Σ_j log h_kj}, where h_kj is the j-th diagonal element of
 * scatter k along the axes, or, if all components have one volume, {@code n d log Σ_k Π_j h_kj^(1/d)}.
 *
 * <p>Two axes at a time are turned in their plane (Flury and Gautschi 1986), by Newton's method. For one scatter that is
 * Jacobi's method, and the axes are its eigenvectors, accurate in columns of any units (Demmel and Veselić 1992).
 */
final class CommonPrincipalComponents {
    /** A sweep is the last if it gains less than this at each pair of axes, in nats for each unit of weight. */
    private static final double TOLERANCE = 1e-17;

    /** The longest turn of all axes together, after a sweep, in radians. */
    private static final double LONGEST = 0.5;

    /** Far more sweeps than a fit needs that ends well; scatters that collapse would never come to an end. */
    private static final int MOST_SWEEPS = 300;

    private static final int MOST_SWEEPS_OF_ONE = 40;

    final int d;
    double[] axes; // (d x d), axis j in column j
    List<double[]> along; // axesᵀ W_k axes
    final double[] weights;
    private final List<double[]> scatters;
    final double total;
    final Constraint volume;
    double[] shares; // of each scatter's volume in their sum

    private CommonPrincipalComponents(
            Constraint volume, double[] weights, List<double[]> scatters, double[] start, int d) {
        this.d = d;
        this.volume = volume;
        this.weights = weights;
        this.scatters = scatters;
        this.total = Arrays.stream(weights).sum();
        this.axes = start.clone();
        this.along = new ArrayList<>();
        scatters.forEach(w -> along.add(CayleyTransform.between(start, CayleyTransform.product(w, start, d), d)));
        this.shares = volume == Constraint.EQUAL ? shares() : new double[weights.length];
    }

    /** The axes to which turns from the start lead, columns of a flat {@code (d x d)}. */
    static CommonPrincipalComponents of(
            Constraint volume, double[] weights, List<double[]> scatters, double[] start, int d) {
        CommonPrincipalComponents axes = new CommonPrincipalComponents(volume, weights, scatters, start, d);
        axes.turn();
        return axes;
    }

    /** The axes that matrices share to the last digits, to which turns from the start lead. */
    static CommonPrincipalComponents shared(List<double[]> matrices, double[] start, int d) {
        double[] ones = new double[matrices.size()];
        Arrays.fill(ones, 1);
        CommonPrincipalComponents axes = new CommonPrincipalComponents(Constraint.VARIABLE, ones, matrices, start, d);
        axes.diagonalise();
        return axes;
    }

    /** The axes that matrices share, from those of the first: what is as long one way as another in it, others settle. */
    static CommonPrincipalComponents shared(List<double[]> matrices, int d) {
        return shared(matrices, of(matrices.get(0), d).axes(), d);
    }

    /** Axes to start from: those of the columns, of each matrix, and of the sum of them. */
    static List<double[]> simple(List<double[]> matrices, int d) {
        List<double[]> simple = new ArrayList<>(List.of(CayleyTransform.identity(d)));
        double[] sum = new double[d * d];
        for (double[] matrix : matrices) {
            simple.add(of(matrix, d).axes());
            Arrays.setAll(sum, i -> sum[i] + matrix[i]);
        }
        simple.add(of(sum, d).axes());
        return simple;
    }

    /** The eigenvectors of one matrix, longest axis first. */
    static CommonPrincipalComponents of(double[] matrix, int d) {
        CommonPrincipalComponents axes = shared(List.of(matrix), CayleyTransform.identity(d), d);
        axes.sort();
        return axes;
    }

    /** How high the criterion stands at axes, without a turn. */
    static double height(Constraint volume, double[] weights, List<double[]> scatters, double[] axes, int d) {
        double[] logs = new double[weights.length];
        Arrays.setAll(logs, k -> logVolume(scatters.get(k), axes, d));
        return height(volume, weights, logs, d);
    }

    /** Columns of a flat {@code (d x d)}. */
    double[] axes() {
        return axes;
    }

    /** The diagonal of scatter k along the axes {@code (d)}. */
    double[] diagonal(int k) {
        double[] h = new double[d];
        Arrays.setAll(h, j -> Math.max(0, along.get(k)[j * (d + 1)]));
        return h;
    }

    /** {@code Σ_j h_j a_j a_jᵀ} for the axes a, flat {@code (d x d)}. */
    static double[] matrix(double[] axes, double[] h) {
        int d = h.length;
        double[] c = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    sum = Math.fma(axes[i * d + k] * h[k], axes[j * d + k], sum);
                }
                c[i * d + j] = sum;
                c[j * d + i] = sum;
            }
        }
        return c;
    }

    private void sort() {
        double[] t = along.get(0).clone();
        double[] from = axes.clone();
        int[] order = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -t[j * (d + 1)]))
                .mapToInt(i -> i)
                .toArray();
        Arrays.setAll(axes, o -> from[o / d * d + order[o % d]]);
        Arrays.setAll(along.get(0), o -> t[order[o / d] * d + order[o % d]]);
    }

    private double[] logVolumes() {
        double[] logs = new double[weights.length];
        for (int k = 0; k < logs.length; k++) {
            for (int j = 0; j < d; j++) {
                logs[k] += Math.log(along.get(k)[j * (d + 1)]);
            }
        }
        return logs;
    }

    /** Of a scatter along axes. */
    private static double logVolume(double[] w, double[] axes, int d) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double h = 0;
            for (int i = 0; i < d; i++) {
                double row = 0;
                for (int l = 0; l < d; l++) {
                    row = Math.fma(w[i * d + l], axes[l * d + j], row);
                }
                h = Math.fma(axes[i * d + j], row, h);
            }
            sum += Math.log(h);
        }
        return sum;
    }

    double height() {
        return height(volume, weights, logVolumes(), d);
    }

    private static double height(Constraint volume, double[] weights, double[] logs, int d) {
        double max = Arrays.stream(logs).max().orElseThrow();
        double total = 0;
        double sum = 0;
        for (int k = 0; k < logs.length; k++) {
            total += weights[k];
            sum += volume == Constraint.VARIABLE ? weights[k] * logs[k] : Math.exp((logs[k] - max) / d);
        }
        return volume == Constraint.VARIABLE ? sum : total * (max + d * Math.log(sum));
    }

    private double[] shares() {
        double[] logs = logVolumes();
        double max = Arrays.stream(logs).max().orElseThrow();
        double[] volumes = Arrays.stream(logs).map(l -> Math.exp((l - max) / d)).toArray();
        double sum = Arrays.stream(volumes).sum();
        return Arrays.stream(volumes).map(v -> v / sum).toArray();
    }

    /** Jacobi's sweeps over matrices that share their axes, until all are diagonal to the last digit. */
    private void diagonalise() {
        boolean turned = true;
        for (int sweep = 0; turned && sweep < MOST_SWEEPS_OF_ONE; sweep++) {
            turned = false;
            for (int i = 0; i < d; i++) {
                for (int j = i + 1; j < d; j++) {
                    JacobiRotation pair = new JacobiRotation(this, i, j);
                    double angle = pair.jacobi(along);
                    if (angle != 0) {
                        pair.turn(angle);
                        turned = true;
                    }
                }
            }
        }
    }

    /** Sweeps until no turn helps, however far: where a near one does not, the far ones are tried before giving up. */
    private void turn() {
        boolean wide = true;
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double[] from = axes.clone();
            double[] gradient = gradient();
            boolean turned = sweep(wide, gradient);
            if (!turned && wide) {
                return;
            }
            if (!wide) {
                further(from, gradient);
            }
            wide = !turned;
        }
    }

    /** What the criterion rises by for a small turn of each pair of axes, at [i * d + j] for i before j. */
    private double[] gradient() {
        double[] gradient = new double[d * d];
        for (int k = 0; k < weights.length; k++) {
            double weight = volume == Constraint.VARIABLE ? weights[k] : total * shares[k];
            double[] t = along.get(k);
            for (int i = 0; i < d; i++) {
                for (int j = i + 1; j < d; j++) {
                    gradient[i * d + j] += 2 * weight * t[i * d + j] * (1 / t[i * (d + 1)] - 1 / t[j * (d + 1)]);
                }
            }
        }
        return gradient;
    }

    /**
     * Goes on in the direction of a whole sweep, to where its slope would be zero if that fell evenly: sweeps by
     * themselves follow a valley in short steps.
     */
    private void further(double[] from, double[] gradientBefore) {
        double[] r = CayleyTransform.between(from, axes, d);
        double[] gradientAfter = gradient();
        double before = 0;
        double after = 0;
        double[] skew = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = i + 1; j < d; j++) {
                skew[j * d + i] = 0.5 * (r[j * d + i] - r[i * d + j]);
                skew[i * d + j] = -skew[j * d + i];
                before += gradientBefore[i * d + j] * skew[j * d + i];
                after += gradientAfter[i * d + j] * skew[j * d + i];
            }
        }
        if (!(before < after && after < 0)) {
            return;
        }
        double largest = Arrays.stream(skew).map(Math::abs).max().orElse(0);
        double factor = 0.5 * Math.min(-after / (after - before), LONGEST / largest);
        Arrays.setAll(skew, o -> factor * skew[o]);
        double[] turned = CayleyTransform.product(axes, CayleyTransform.rotation(skew, d), d);
        if (height(volume, weights, scatters, turned, d) <= height()) {
            CommonPrincipalComponents there = new CommonPrincipalComponents(volume, weights, scatters, turned, d);
            axes = there.axes;
            along = there.along;
            shares = there.shares;
        }
    }

    private boolean sweep(boolean wide, double[] gradient) {
        boolean turned = false;
        for (int o : order(gradient)) {
            JacobiRotation pair = new JacobiRotation(this, o / d, o % d);
            double angle = pair.angle(wide, TOLERANCE * total);
            if (angle != 0) {
                pair.turn(angle);
                turned = true;
            }
        }
        return turned;
    }

    /** The pairs, the steepest first, so that where the turns lead to is no matter of which column comes first. */
    private int[] order(double[] gradient) {
        return IntStream.range(0, d * d)
                .filter(o -> o / d < o % d)
                .boxed()
                .sorted(Comparator.comparingDouble(o -> -Math.abs(gradient[o])))
                .mapToInt(o -> o)
                .toArray();
    }
}
