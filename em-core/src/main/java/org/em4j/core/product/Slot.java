package org.em4j.core.product;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;

/** A part at its number in a product: takes what is the part's from what is of all parts, in the part's types. */
@SuppressWarnings("unchecked") // at the part's number is what the part made, or took
record Slot<X, P, Q extends Posterior, S extends Statistics<S>>(Part<X, ?, P, Q, S> part, int number) {
    P of(Product.Theta theta) {
        return (P) theta.parts().get(number);
    }

    private S of(Product.Totals s) {
        return (S) s.parts().get(number);
    }

    private Part.Seen<Q> of(Product.Latent q) {
        return (Part.Seen<Q>) q.parts().get(number);
    }

    /** A degeneracy names the part; columns are the part's own, and its name says which these are. */
    <T> T named(Supplier<T> step) {
        try {
            return step.get();
        } catch (DegenerateException e) {
            DegenerateException named =
                    new DegenerateException(e.degeneracy().columns(List.of()).within(part.name(), number));
            named.initCause(e);
            throw named;
        }
    }

    Function<X, Part.Seen<Q>> posterior(Product.Theta theta) {
        return part.posterior(of(theta));
    }

    ProductEStep.Of<X, S> bound(Product.Theta theta) {
        return new ProductEStep.Of<>(part.bound(of(theta)), number);
    }

    S zero(Product.Theta theta) {
        return part.zero(of(theta));
    }

    void accumulate(X x, Product.Latent q, double weight, Product.Totals into) {
        part.accumulate(x, of(q), weight, of(into));
    }

    P maximize(Product.Totals s, Product.Theta current) {
        if (!(s.seen().get(number) > 0)) {
            throw new DegenerateException(Degeneracy.of(
                    "it is missing wherever there would be any use for it", "leave it out, or use fewer components"));
        }
        return part.maximize(of(s), of(current));
    }

    double expectedLogJoint(Product.Theta theta, Product.Totals s) {
        return part.expectedLogJoint(of(theta), of(s));
    }

    double logPrior(Product.Theta theta) {
        return part.logPrior(of(theta));
    }

    Roundoff roundoff(Product.Theta theta) {
        return part.roundoff(of(theta));
    }

    Optional<Chart<Object>> chart(Product.Theta at) {
        return part.chart(of(at)).map(chart -> Chart.of(own -> chart.coordinates((P) own), chart::point));
    }

    Stream<Edge<Product.Theta>> edges(Product.Theta theta) {
        return part.edges(of(theta)).stream()
                .map(edge -> edge.of(part.name()).within(this::of, (whole, other) -> whole.part(number, other)));
    }

    Optional<Sampler<X>> sampler(Product.Theta theta) {
        return part.sampler(of(theta));
    }

    Optional<Imputer<X>> imputer(Product.Theta theta) {
        return part.imputer(of(theta));
    }
}
