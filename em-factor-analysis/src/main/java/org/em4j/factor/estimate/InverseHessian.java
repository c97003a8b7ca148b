package org.em4j.factor.estimate;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/** The inverse of second derivatives as steps and gradients tell it (Broyden, Fletcher, Goldfarb and Shanno). */
sealed interface InverseHessian {
    /** Of so many coordinates the matrix is kept; of more the last steps are. */
    int MOST = 1000;

    /** One that nothing is known of but roughly the diagonal. */
    static InverseHessian of(double[] diagonal) {
        return diagonal.length <= MOST ? new Matrix(diagonal) : new LastSteps(diagonal);
    }

    /** The product with a vector. */
    double[] times(double[] g);

    /** A step has changed the gradient by so much; along it, by their product, which is positive. */
    void learn(double[] step, double[] change, double along);

    /** Of these coordinates nothing is known but roughly the diagonal. */
    void forget(int[] coordinates, double[] diagonal);

    /** The matrix itself. */
    final class Matrix implements InverseHessian {
        private final double[][] inverse;

        private Matrix(double[] diagonal) {
            this.inverse = new double[diagonal.length][diagonal.length];
            for (int i = 0; i < diagonal.length; i++) {
                inverse[i][i] = diagonal[i];
            }
        }

        @Override
        public double[] times(double[] g) {
            return Arrays.stream(inverse)
                    .mapToDouble(row -> ProjectedDescent.dot(row, g))
                    .toArray();
        }

        /** The update that takes the change to the step. */
        @Override
        public void learn(double[] step, double[] change, double along) {
            double[] hy = times(change);
            double factor = (1 + ProjectedDescent.dot(change, hy) / along) / along;
            for (int i = 0; i < hy.length; i++) {
                for (int k = 0; k < hy.length; k++) {
                    inverse[i][k] += factor * step[i] * step[k] - (hy[i] * step[k] + step[i] * hy[k]) / along;
                }
            }
        }

        @Override
        public void forget(int[] coordinates, double[] diagonal) {
            for (int i : coordinates) {
                for (int k = 0; k < inverse.length; k++) {
                    inverse[i][k] = 0;
                    inverse[k][i] = 0;
                }
                inverse[i][i] = diagonal[i];
            }
        }
    }

    /** The last steps, which a product goes through, there and back (Nocedal 1980). */
    final class LastSteps implements InverseHessian {
        private static final int KEPT = 40;

        private record Step(double[] step, double[] change) {
            double along() {
                return ProjectedDescent.dot(step, change);
            }
        }

        private final double[] diagonal;
        private final Deque<Step> steps = new ArrayDeque<>();

        private LastSteps(double[] diagonal) {
            this.diagonal = diagonal.clone();
        }

        @Override
        public double[] times(double[] g) {
            double[] product = g.clone();
            double[] parts = new double[steps.size()];
            int i = parts.length;
            for (Iterator<Step> back = steps.descendingIterator(); back.hasNext(); ) {
                Step s = back.next();
                parts[--i] = ProjectedDescent.dot(s.step, product) / s.along();
                add(product, -parts[i], s.change);
            }
            for (int k = 0; k < product.length; k++) {
                product[k] *= diagonal[k];
            }
            for (Step s : steps) {
                add(product, parts[i++] - ProjectedDescent.dot(s.change, product) / s.along(), s.step);
            }
            return product;
        }

        private static void add(double[] to, double factor, double[] v) {
            for (int i = 0; i < to.length; i++) {
                to[i] += factor * v[i];
            }
        }

        @Override
        public void learn(double[] step, double[] change, double along) {
            steps.addLast(new Step(step, change));
            if (steps.size() > KEPT) {
                steps.removeFirst();
            }
        }

        @Override
        public void forget(int[] coordinates, double[] now) {
            for (int i : coordinates) {
                diagonal[i] = now[i];
                for (Step s : steps) {
                    s.step[i] = 0;
                    s.change[i] = 0;
                }
            }
            steps.removeIf(s -> !(s.along() > 0));
        }
    }
}
