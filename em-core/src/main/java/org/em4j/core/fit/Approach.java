package org.em4j.core.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;

/**
 * Where a fit that has come to rest stands to the edges of the space. EM shrinks what ends at zero by a constant factor a
 * step, or as 1/t where the objective is flat at the edge; what has left zero grows in the same way. Neither is seen in the
 * objective while it is small. What is worth less than one observation is near; all that it takes to be moved onto an edge is
 * that the objective is no lower there.
 *
 * @param towards the edges that EM is on its way to, the fastest approached first
 * @param isLeaving whether EM is on its way off an edge that it is still near
 */
record Approach<P>(Iterate<P> from, List<Edge<P>> towards, boolean isLeaving) {
    /** What falls as 1/t falls by one part in t, t steps on; what rests by far less. */
    private static final double PACE = 0.5;

    /** A probability that far from 1 cannot come nearer. */
    private static final double ROUNDING = Math.ulp(1.0);

    /** Of what is near: so close to an edge that the objective is straight from there on. */
    private static final double BESIDE = 1e-4;

    private static final double CLOSER = 4;

    /** How fast EM approaches an edge, by what part of the distance for a step. */
    private record Pace<P>(Edge<P> edge, double value) {
        static <P> Pace<P> of(Edge<P> here, Edge<P> next) {
            boolean isStuck = here.distance() <= ROUNDING && next.distance() <= here.distance();
            double pace = isStuck ? Double.POSITIVE_INFINITY : Math.log(here.distance() / next.distance());
            return new Pace<>(here, pace);
        }
    }

    /** From a point, its M-step and the number of E-steps that have led there. */
    static <P> Approach<P> of(MStep<P> at, int eSteps) {
        Iterate<P> from = at.at();
        if (at.answer().isEmpty()) {
            return new Approach<>(from, List.of(), false);
        }
        List<Edge<P>> here = from.surrogate().edges(from.theta());
        List<Edge<P>> next = from.surrogate().edges(at.next());
        List<Pace<P>> paces = IntStream.range(0, here.size())
                .filter(i -> !here.get(i).isReached())
                .mapToObj(i -> Pace.of(here.get(i), next.get(i)))
                .toList();
        double near = 1 / from.weight();
        List<Edge<P>> towards = paces.stream()
                .filter(p -> p.value * eSteps > PACE || (p.value > 0 && p.edge.distance() < near))
                .sorted(Comparator.comparingDouble(p -> -p.value))
                .map(Pace::edge)
                .toList();
        boolean leaving = paces.stream().anyMatch(p -> p.value * eSteps < -PACE && p.edge.distance() < near);
        return new Approach<>(from, towards, leaving);
    }

    /** Parameters with some edges moved to another distance. */
    private static <P> P moved(P theta, List<Edge<P>> edges, double distance) {
        P moved = theta;
        for (Edge<P> edge : edges) {
            moved = edge.to().apply(moved, distance);
        }
        return moved;
    }

    /** On as many of the edges as the objective is no lower on: all, or the faster half, or half of those. */
    Optional<Iterate<P>> reached(EmProblem<P> map) {
        for (int n = towards.size(); n > 0; n /= 2) {
            try {
                Iterate<P> there = map.apply(moved(from.theta(), towards.subList(0, n), 0));
                if (from.isNoBetterThan(there)) {
                    return Optional.of(there);
                }
            } catch (DegenerateException e) {
                // no density on all of these edges
            }
        }
        return Optional.empty();
    }

    /**
     * Off those edges that the objective is higher beside than on: what was right to move onto an edge may be wrong once the other
     * parameters have followed, and EM never leaves an edge. One step of EM from a little beside all of them tells which it
     * would leave (the one-sided condition of Karush, Kuhn and Tucker). Edges that the start lay on are part of the model, such as
     * the steps that a left-to-right process cannot take.
     *
     * @return a point that is higher, if there is one
     */
    static <P> Optional<Iterate<P>> off(Iterate<P> on, P start, EmProblem<P> map) {
        List<Edge<P>> given = on.surrogate().edges(start);
        List<Edge<P>> here = on.surrogate().edges(on.theta());
        int[] reached = IntStream.range(0, here.size())
                .filter(i -> here.get(i).isReached() && !given.get(i).isReached())
                .toArray();
        if (reached.length == 0) {
            return Optional.empty();
        }
        double near = 1 / on.weight();
        try {
            P beside =
                    moved(on.theta(), Arrays.stream(reached).mapToObj(here::get).toList(), BESIDE * near);
            List<Edge<P>> before = on.surrogate().edges(beside);
            List<Edge<P>> after =
                    on.surrogate().edges(map.apply(beside).surrogate().maximize());
            List<Edge<P>> left = Arrays.stream(reached)
                    .filter(i -> after.get(i).distance() > before.get(i).distance())
                    .mapToObj(here::get)
                    .toList();
            for (double far = near; !left.isEmpty() && far > BESIDE * near; far /= CLOSER) {
                Iterate<P> there = map.apply(moved(on.theta(), left, far));
                if (!there.isNoBetterThan(on)) {
                    return Optional.of(there);
                }
            }
        } catch (DegenerateException e) {
            // no density beside the edge, or no M-step
        }
        return Optional.empty();
    }
}
