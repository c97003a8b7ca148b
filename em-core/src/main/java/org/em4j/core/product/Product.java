package org.em4j.core.product;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;

/**
 * Independent models of the parts of an observation: {@code p(x) = Π_j p_j(part j of x)}. A mixture of it is latent classes of
 * columns of any kinds, which are independent given the class alone. Each part may be missing, at random: it is left out of the
 * product then.
 *
 * @param parts one at least, no two on the same part of an observation
 * @param <X> the whole observation
 */
public record Product<X>(List<Part<X, ?, ?, ?, ?>> parts)
        implements LatentModel<X, Product.Theta, Product.Latent, Product.Totals> {
    /** Copies the list. */
    public Product {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a product has at least one part");
        }
    }

    /**
     * Parameters.
     *
     * @param parts each part's own, in the product's order; {@link Product#of} has their types
     */
    public record Theta(List<Object> parts) implements Serializable {
        /** Copies the list. */
        public Theta {
            parts = List.copyOf(parts);
        }

        Theta part(int j, Object other) {
            List<Object> others = new ArrayList<>(parts);
            others.set(j, other);
            return new Theta(others);
        }
    }

    /**
     * The posteriors of the parts, which are independent.
     *
     * @param parts each part's own, in the product's order
     */
    public record Latent(List<Part.Seen<?>> parts) implements Posterior {
        @Override
        public double logEvidence() {
            return parts.stream().mapToDouble(Posterior::logEvidence).sum();
        }

        @Override
        public double entropy() {
            return parts.stream().mapToDouble(Posterior::entropy).sum();
        }

        @Override
        public Exactness exactness() {
            return parts.stream().map(Posterior::exactness).reduce(Exactness.EXACT, Exactness::and);
        }

        /** Of the part that is meant, none where it is missing. */
        @Override
        public double share(List<Integer> path) {
            return path.isEmpty() ? 1 : parts.get(path.get(0)).share(path.subList(1, path.size()));
        }
    }

    /**
     * Statistics.
     *
     * @param parts each part's own, in the product's order
     * @param seen the weight of the observations that have the part
     */
    public record Totals(List<Statistics<?>> parts, Sums seen) implements Statistics<Totals> {
        @Override
        public Totals addScaled(double scale, Totals other) {
            seen.addScaled(scale, other.seen);
            for (int j = 0; j < parts.size(); j++) {
                add(parts.get(j), scale, other.parts.get(j));
            }
            return this;
        }

        @SuppressWarnings("unchecked") // of the same part
        private static <S extends Statistics<S>> void add(Statistics<S> to, double scale, Statistics<?> other) {
            to.addScaled(scale, (S) other);
        }
    }

    /** The parameters of one of the parts, in their type. */
    public <P> P of(Part<X, ?, P, ?, ?> part, Theta theta) {
        return new Slot<>(part, parts.indexOf(part)).of(theta);
    }

    private List<Slot<X, ?, ?, ?>> slots() {
        return IntStream.range(0, parts.size())
                .<Slot<X, ?, ?, ?>>mapToObj(j -> new Slot<>(parts.get(j), j))
                .toList();
    }

    private <T> List<T> each(Function<Slot<X, ?, ?, ?>, T> of) {
        return slots().stream().map(slot -> slot.named(() -> of.apply(slot))).toList();
    }

    @Override
    public Function<X, Latent> posterior(Theta theta) {
        List<Function<X, ? extends Part.Seen<?>>> own = each(slot -> slot.posterior(theta));
        return x ->
                new Latent(own.stream().<Part.Seen<?>>map(part -> part.apply(x)).toList());
    }

    /** Part by part, each by tiles of the observations that have it. */
    @Override
    public Optional<EStep<X, Totals>> bind(Theta theta) {
        return Optional.of(new ProductEStep<>(each(slot -> slot.bound(theta))));
    }

    @Override
    public Totals zero(Theta theta) {
        return new Totals(each(slot -> slot.zero(theta)), new Sums(parts.size()));
    }

    @Override
    public void accumulate(X x, Latent q, double weight, Totals into) {
        double[] there = new double[parts.size()];
        for (int j = 0; j < there.length; j++) {
            new Slot<>(parts.get(j), j).accumulate(x, q, weight, into);
            there[j] = q.parts.get(j).posterior() == null ? 0 : 1;
        }
        into.seen.add(weight, there);
    }

    /** @throws DegenerateException if a part has no maximum, or was not seen at all, naming it */
    @Override
    public Theta maximize(Totals s, Theta current) {
        return new Theta(each(slot -> slot.maximize(s, current)));
    }

    @Override
    public double expectedLogJoint(Theta theta, Totals s) {
        return slots().stream()
                .mapToDouble(slot -> slot.expectedLogJoint(theta, s))
                .sum();
    }

    @Override
    public double logPrior(Theta theta) {
        return slots().stream().mapToDouble(slot -> slot.logPrior(theta)).sum();
    }

    @Override
    public Roundoff roundoff(Theta theta) {
        return slots().stream().map(slot -> slot.roundoff(theta)).reduce(Roundoff.NONE, Roundoff::plus);
    }

    /** The parts' coordinates, one after the other. */
    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        List<Optional<Chart<Object>>> charts = each(slot -> slot.chart(at));
        return charts.stream().allMatch(Optional::isPresent)
                ? Optional.of(Chart.joined(
                                charts.stream().map(Optional::orElseThrow).toList(), at.parts))
                        .map(joined ->
                                Chart.of(theta -> joined.coordinates(theta.parts), u -> new Theta(joined.point(u))))
                : Optional.empty();
    }

    /** The parts' edges, with the parts' names. */
    @Override
    public List<Edge<Theta>> edges(Theta theta) {
        return slots().stream().flatMap(slot -> slot.edges(theta)).toList();
    }

    /** Draws all parts; in the place of an observation those that are there. */
    @Override
    public Optional<Sampler<X>> sampler(Theta theta) {
        List<Optional<Sampler<X>>> samplers = each(slot -> slot.sampler(theta));
        return imputer(theta)
                .map(all -> new Draws<>(
                        parts.get(0).place(),
                        all,
                        samplers.stream().map(Optional::orElseThrow).toList()));
    }

    private record Draws<X>(Place<X, ?> place, Imputer<X> all, List<Sampler<X>> samplers) implements Sampler<X> {
        @Override
        public X sample(RandomGenerator random) {
            return all.impute(place.blank(), random);
        }

        @Override
        public X inPlaceOf(X observed, RandomGenerator random) {
            X drawn = observed;
            for (Sampler<X> each : samplers) {
                drawn = each.inPlaceOf(drawn, random);
            }
            return drawn;
        }
    }

    /** Draws the parts that are missing. */
    @Override
    public Optional<Imputer<X>> imputer(Theta theta) {
        List<Optional<Imputer<X>>> imputers = each(slot -> slot.imputer(theta));
        return imputers.stream().allMatch(Optional::isPresent)
                ? Optional.of((x, random) -> {
                    X filled = x;
                    for (Optional<Imputer<X>> imputer : imputers) {
                        filled = imputer.orElseThrow().impute(filled, random);
                    }
                    return filled;
                })
                : Optional.empty();
    }
}
