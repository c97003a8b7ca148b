package org.em4j.cli.latent;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Edge;
import org.em4j.core.model.LatentModel;

/** Classes and states by their size, because the numbers that a search gives them are those of its start. */
public final class Renumbered {
    private Renumbered() {}

    /** Numbers from 0 of so many classes, the largest first. */
    public static List<Integer> largestFirst(int n, IntToDoubleFunction size) {
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -size.applyAsDouble(k)))
                .toList();
    }

    /** A fit that ended well, in another order; what it says of edges has the new numbers too. */
    public static <M, P> Fitted<M, P> of(Fitted<M, P> found, LatentModel<?, P, ?, ?> model, UnaryOperator<P> order) {
        Fitted<M, P> fitted = found.fit().endedWell() ? found.reorder(order) : found;
        if (!(fitted.fit() instanceof Fit.Converged<P> end)) {
            return fitted;
        }
        List<String> edge = Edge.reached(model.edges(end.theta()));
        return new Fitted<>(
                fitted.model(),
                new Fit.Converged<>(end.theta(), end.trace(), end.reason(), edge),
                fitted.optima(),
                fitted.freeParameters(),
                fitted.weight(),
                fitted.quantities(),
                fitted.problem());
    }
}
