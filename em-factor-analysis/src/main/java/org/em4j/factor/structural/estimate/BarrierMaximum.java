package org.em4j.factor.structural.estimate;

import java.util.ArrayList;
import java.util.List;
import org.em4j.factor.structural.model.Objective;
import org.em4j.factor.structural.model.Scoring;
import org.em4j.factor.structural.model.Slopes;

/**
 * The maximum of a likelihood inside the space of variances and correlations, or the edge where its supremum is: along
 * the central path of the barrier {@code μ log |S|} as μ falls to nothing (Fiacco and McCormick 1968). At a maximum inside,
 * the smallest variances of S stay; at an edge they fall as μ does.
 *
 * @param theta the maximum; at an edge, where μ was last {@link #NEARBY}
 * @param value of the objective there, in nats
 * @param decrement what a step would gain, twice, in nats
 * @param edges empty at a maximum inside
 * @param supremum of the objective, in nats
 */
record BarrierMaximum(double[] theta, double value, double decrement, List<StructuralEdge> edges, double supremum) {
    private static final double FIRST = 1;
    private static final double FALL = 10;

    /** Where the smallest variances are looked at, and looked at once more. */
    private static final double BEFORE = 1e-5;

    private static final double LAST = 1e-7;

    /** Near an edge, but far enough for all to have a density that is not lost in rounding. */
    private static final double NEARBY = 1e-4;

    /** From BEFORE to LAST a variance that falls with μ falls to a hundredth; one that stays, stays. */
    private static final double FALLEN = 0.1;

    /**
     * A variance that falls to a smaller part of itself so early on the path is driven by the likelihood, which has no
     * bound then.
     */
    private static final double UNBOUNDED = 1e-11;

    static BarrierMaximum of(Objective objective, double[] start) {
        double[] theta = start;
        double[] nearby = start;
        List<StructuralEdge> before = List.of();
        for (double mu = FIRST; mu > LAST / 2; mu /= FALL) {
            theta = Scoring.from(objective.barrier(mu), theta).theta();
            List<StructuralEdge> now = StructuralEdge.of(objective.model(), theta);
            if (mu > NEARBY / 2) {
                nearby = theta;
            }
            if (mu > BEFORE / 2) {
                before = now;
            }
            List<StructuralEdge> gone =
                    now.stream().filter(e -> e.variance() < UNBOUNDED).toList();
            if (mu > NEARBY && !gone.isEmpty()) {
                return new BarrierMaximum(nearby, value(objective, nearby), 0, gone, Double.POSITIVE_INFINITY);
            }
        }
        List<StructuralEdge> edges = fallen(before, StructuralEdge.of(objective.model(), theta));
        if (edges.isEmpty()) {
            Scoring end = Scoring.from(objective.barrier(0), theta);
            double value = end.slopes().value();
            return new BarrierMaximum(end.theta(), value, end.decrement(), List.of(), value);
        }
        // on the path the duality gap is μ for each of the variances that vanish
        double supremum = value(objective, theta) + LAST * edges.size();
        return new BarrierMaximum(nearby, value(objective, nearby), 0, edges, supremum);
    }

    private static double value(Objective objective, double[] theta) {
        return objective.barrier(0).at(theta).map(Slopes::value).orElse(Double.NEGATIVE_INFINITY);
    }

    private static List<StructuralEdge> fallen(List<StructuralEdge> before, List<StructuralEdge> now) {
        List<StructuralEdge> fallen = new ArrayList<>();
        for (int k = 0; k < now.size(); k++) {
            if (now.get(k).variance() < FALLEN * before.get(k).variance()) {
                fallen.add(now.get(k));
            }
        }
        return fallen;
    }
}
