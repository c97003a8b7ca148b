package org.em4j.laws.check;

import java.util.List;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Something that holds for every right model, on any data, at any parameters. Laws know no test engine. */
public interface Law {
    /** The law in words. */
    String statement();

    /** Ids of the equations it speaks of, if it does of any. */
    default List<String> equations() {
        return List.of();
    }

    /** Laws that it follows from; it is kept because it is what users are promised, or because it says more plainly. */
    default List<Class<? extends Law>> impliedBy() {
        return List.of();
    }

    /** What a model or its cases must have for it to say anything, in words; nothing, of most. */
    default String needs() {
        return "";
    }

    /** Whether it has anything to say of a case; not every model is a mixture, or can be sampled from. */
    default boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return true;
    }

    /** The least exact log-likelihood that it holds of: a law that needs the truth has nothing to say of a lower bound. */
    default Exactness.Kind holdsOf() {
        return Exactness.Kind.ESTIMATE;
    }

    /**
     * Checks the law on a case that it applies to; {@link Trial#of} runs it.
     *
     * @param trial what the law's comparisons go through
     * @throws LawViolation if it does not hold, with the figures
     */
    <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> example, Trial trial);

    /** The name of the law in tables. */
    default String name() {
        return getClass().getSimpleName();
    }
}
