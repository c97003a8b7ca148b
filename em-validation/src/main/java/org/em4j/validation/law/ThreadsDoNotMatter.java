package org.em4j.validation.law;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.em4j.core.data.Observations;
import org.em4j.core.model.Expectation;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Determinism: blocks are fixed, and merge in order. */
public final class ThreadsDoNotMatter implements Law {
    @Override
    public String statement() {
        return "an E-step brings back the same bits on 1, 2, 3 and 8 threads";
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c) {
        byte[] one = bytes(c, 1);
        for (int threads : new int[] {2, 3, 8}) {
            if (!Arrays.equals(one, bytes(c, threads))) {
                throw new LawViolation(this, c, threads + " threads bring back other bits than one");
            }
        }
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> byte[] bytes(
            ModelCase<X, P, Q, S> c, int threads) {
        Observations<X> data = Observations.of(c.data(), c.weights(), threads);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(out)) {
            stream.writeObject(Expectation.of(c.model(), c.theta(), data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
