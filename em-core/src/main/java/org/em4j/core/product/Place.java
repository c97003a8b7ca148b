package org.em4j.core.product;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of an observation is, such as a column of a row: {@link Row} has those of rows, {@link #of} makes one of a
 * record's component.
 *
 * @param <X> the whole observation
 * @param <Y> the part
 */
public interface Place<X, Y> extends Serializable {
    /** The part; null where it is missing. */
    @Nullable
    Y get(X whole);

    /** A copy of the observation with the part in its place. */
    X put(X whole, Y part);

    /** An observation of which nothing is there: what draws are put into. */
    X blank();

    /**
     * The place that two functions say: {@code Place.of(() -> new Stride(null, null), Stride::angle, Stride::withAngle)}.
     *
     * @param blank makes an observation of which nothing is there
     * @param get reads the part, null where it is missing
     * @param put copies the observation, with the part
     */
    static <X, Y> Place<X, Y> of(Blank<X> blank, Get<X, Y> get, Put<X, Y> put) {
        return new Place<>() {
            @Override
            public @Nullable Y get(X whole) {
                return get.from(whole);
            }

            @Override
            public X put(X whole, Y part) {
                return put.into(whole, part);
            }

            @Override
            public X blank() {
                return blank.make();
            }
        };
    }

    /** Makes an observation of which nothing is there. */
    @FunctionalInterface
    interface Blank<X> extends Serializable {
        /** The observation. */
        X make();
    }

    /** Reads a part. */
    @FunctionalInterface
    interface Get<X, Y> extends Serializable {
        /** The part, null where it is missing. */
        @Nullable
        Y from(X whole);
    }

    /** Puts a part in its place. */
    @FunctionalInterface
    interface Put<X, Y> extends Serializable {
        /** A copy of the whole with the part. */
        X into(X whole, Y part);
    }
}
