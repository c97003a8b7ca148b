package org.em4j.core.model;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A part of the parameter space's boundary that parameters may lie on, and how near they are to it: a probability of 0, a
 * rate of 0, infinitely many degrees of freedom. A maximum there is a maximum, though no coordinate of a chart is free along
 * it.
 *
 * @param name what holds on the edge, such as {@code P(G = 1) = 0}
 * @param distance 0 on the edge; else about what an observation's log density changes by when the parameter is moved onto
 *     it, in nats: a probability itself, or the expected number of counts
 * @param to moves the parameter to where it is at another distance, 0 for onto the edge, and leaves the others as they are
 */
public record Edge<P>(String name, double distance, BiFunction<P, Double, P> to) {
    /**
     * The edge as one of a larger model, of whose parameters the present ones are a part; {@code with} replaces the
     * part.
     */
    public <R> Edge<R> within(Function<R, P> part, BiFunction<R, P, R> with) {
        return new Edge<>(name, distance, (whole, far) -> with.apply(whole, to.apply(part.apply(whole), far)));
    }

    /** A copy that names the part of a model, {@code component 2: P(G = 1) = 0}; the name is empty for the only one. */
    public Edge<P> of(String part) {
        return part.isEmpty() ? this : new Edge<>(part + ": " + name, distance, to);
    }

    /** Whether the parameters lie on it. */
    public boolean isReached() {
        return distance == 0;
    }

    /** What holds on those edges that the parameters lie on. */
    public static <P> List<String> reached(List<Edge<P>> edges) {
        return edges.stream().filter(Edge::isReached).map(Edge::name).toList();
    }
}
