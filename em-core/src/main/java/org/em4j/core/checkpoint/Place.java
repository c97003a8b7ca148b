package org.em4j.core.checkpoint;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Where one fit keeps what it has come to; of one thread. */
public final class Place {
    /** Keeps nothing, and has nothing. */
    public static final Place NOWHERE = new Place(Checkpoint.NONE, new Imprint("", Map.of()));

    private final Checkpoint checkpoint;
    private final Imprint fit;
    private final Optional<Kept> found;
    private final long began = System.nanoTime();
    private long told = began;

    Place(Checkpoint checkpoint, Imprint fit) {
        this.checkpoint = checkpoint;
        this.fit = fit;
        this.found = checkpoint.find(fit.digest());
    }

    /**
     * What was kept here by the last program, if anything was. No class is loaded for it but what the fit itself is made of, and
     * what is known to do no harm.
     *
     * @throws CheckpointException if it is not what a fit would have kept
     */
    public Optional<Object> recall() {
        return found.map(kept -> {
            try (AdmittingInput in = new AdmittingInput(kept.checked(), fit.classes())) {
                return in.readObject();
            } catch (IOException | ClassNotFoundException | RuntimeException e) {
                throw new CheckpointException(
                        "what the checkpoint holds of a fit cannot be read: " + e.getMessage()
                                + "; go on from an older checkpoint, or begin anew without one",
                        e);
            }
        });
    }

    /** Counts the fit among those that went on from what was kept. */
    public void meet() {
        checkpoint.meet();
    }

    /** Whether it is time to keep what the fit has come to. */
    public boolean isDue() {
        return checkpoint.isOn() && System.nanoTime() - told >= checkpoint.nanosBetween();
    }

    /** Keeps what a fit under way, or one that has ended, has come to. */
    public void keep(Object value, boolean isDone) {
        if (checkpoint.isOn()) {
            told = System.nanoTime();
            double seconds = found.map(Kept::seconds).orElse(0.0) + 1e-9 * (told - began);
            checkpoint.keep(Kept.of(fit.digest(), isDone, seconds, value));
        }
    }
}
