package org.em4j.core.model;

import java.util.Arrays;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;
import org.apache.commons.math3.util.MathArrays;

/**
 * The M-step of a model without a closed form: climbs the expected log joint density plus log prior in the coordinates of the
 * model's chart, by conjugate gradients with differences for derivatives. What it costs does not depend on the number of
 * observations, which only the statistics have seen.
 *
 * <p>It never ends lower than it starts, and so is a step of generalised EM even where it is stopped early.
 */
public final class NumericMaximum<P, S extends Statistics<S>> {
    private static final int EVALUATIONS = 20_000;

    /** A climb that gains less, relative to the height, was the last. */
    private static final double PROGRESS = 1e-15;

    /** Heights that are more than this times the start's away are over an edge, or on the way to infinity. */
    private static final double FAR = 1e6;

    /** Where a climb begins, a step along a coordinate is at most so many times as long as the coordinate is large. */
    private static final double LONGEST = 4;

    private static final int MOST_SHORTENINGS = 30;

    /** Where truncation and rounding of a central difference are alike. */
    private static final double STEP = Math.cbrt(Math.ulp(1.0));

    private final LatentModel<?, P, ?, S> model;
    private final S statistics;
    private final Chart<P> chart;
    private final double floor;
    private final double ceiling;
    private double[] best;
    private double highest;
    private int left = EVALUATIONS;

    private NumericMaximum(LatentModel<?, P, ?, S> model, S statistics, P current) {
        this.model = model;
        this.statistics = statistics;
        this.chart = model.chart(current)
                .orElseThrow(() ->
                        new MissingCapabilityException(model, "chart", "an M-step without a closed form climbs in"))
                .free(current);
        this.best = chart.coordinates(current);
        this.highest = height(best);
        this.floor = highest - FAR * (1 + Math.abs(highest));
        this.ceiling = highest + FAR * (1 + Math.abs(highest));
    }

    /**
     * The highest point that is found from the current parameters, never lower than those.
     *
     * @throws MissingCapabilityException if the model has no chart
     * @throws DegenerateException if there is no end to the climb
     */
    public static <P, S extends Statistics<S>> P of(LatentModel<?, P, ?, S> model, S statistics, P current) {
        NumericMaximum<P, S> search = new NumericMaximum<>(model, statistics, current);
        if (search.best.length == 0) {
            return current; // nothing is free
        }
        double before;
        do {
            before = search.highest;
            search.climb();
        } while (search.highest > before + PROGRESS * Math.abs(before) && search.left > 0);
        return search.chart.point(search.best);
    }

    private void climb() {
        double[] scaling = scaling(best);
        var optimizer = new NonLinearConjugateGradientOptimizer(
                Formula.POLAK_RIBIERE,
                new SimpleValueChecker(1e-15, 0),
                1e-10,
                1e-10,
                1,
                (u, gradient) -> MathArrays.ebeMultiply(scaling, gradient));
        try {
            optimizer.optimize(
                    GoalType.MAXIMIZE,
                    new ObjectiveFunction(this::seen),
                    new ObjectiveFunctionGradient(this::gradient),
                    new InitialGuess(best),
                    new MaxEval(left));
        } catch (TooManyEvaluationsException e) {
            // the best so far is higher than the start: generalised EM goes on from there
        }
    }

    /** What makes of the gradient a step of Newton's, shorter where that would lead far away or over the edge. */
    private double[] scaling(double[] u) {
        double[] gradient = gradient(u);
        double[] scaling = new double[u.length];
        Arrays.setAll(scaling, i -> {
            double curvature = Math.abs(bend(u, i));
            double longest = LONGEST * Math.max(1, Math.abs(u[i])) / Math.abs(gradient[i]);
            return Math.min(curvature > 0 ? 1 / curvature : 1, longest);
        });
        for (int t = 0; t < MOST_SHORTENINGS && !isInside(u, scaling, gradient); t++) {
            MathArrays.scaleInPlace(0.25, scaling);
        }
        return scaling;
    }

    private boolean isInside(double[] u, double[] scaling, double[] gradient) {
        return height(MathArrays.ebeAdd(u, MathArrays.ebeMultiply(scaling, gradient))) > Double.NEGATIVE_INFINITY;
    }

    private double seen(double[] u) {
        left--;
        double value = height(u);
        if (value > ceiling) {
            throw new DegenerateException(Degeneracy.of(
                    "the expected log joint density rises without end",
                    "use fewer components, or give the model a prior"));
        }
        if (value > highest) {
            highest = value;
            best = u.clone();
        }
        return Math.max(value, floor);
    }

    /** What is climbed; minus infinity over the edge of the space. */
    private double height(double[] u) {
        try {
            P theta = chart.point(u);
            double value = model.expectedLogJoint(theta, statistics) + model.logPrior(theta);
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        } catch (DegenerateException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    private double[] gradient(double[] u) {
        double[] gradient = new double[u.length];
        Arrays.setAll(gradient, i -> (moved(u, i, 1) - moved(u, i, -1)) / (2 * step(u[i])));
        return gradient;
    }

    private double bend(double[] u, int i) {
        double h = 16 * step(u[i]);
        return (moved(u, i, 16) - 2 * height(u) + moved(u, i, -16)) / (h * h);
    }

    private double moved(double[] u, int i, int steps) {
        double[] v = u.clone();
        v[i] += steps * step(u[i]);
        return Math.max(height(v), floor);
    }

    private static double step(double u) {
        return STEP * Math.max(1, Math.abs(u));
    }
}
