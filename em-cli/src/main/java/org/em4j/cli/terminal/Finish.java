package org.em4j.cli.terminal;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** What is done once a fit has ended: all of it, or, of a run that is cancelled, what takes no time. */
public final class Finish {
    private final Console console;
    private boolean cancelled = Thread.interrupted(); // an interrupt has done its work: what there is has to be written

    public Finish(Console console) {
        this.console = console;
    }

    /** Whether the run has been cancelled. */
    public boolean isCancelled() {
        cancelled |= Thread.interrupted();
        return cancelled;
    }

    /** What has to be made, were it for a second time because the first was interrupted. */
    public <T> T always(Supplier<T> making) {
        try {
            return making.get();
        } catch (CancellationException e) {
            cancelled = true;
            Thread.interrupted();
            return making.get();
        }
    }

    /**
     * What takes time, and is given up as soon as the run is cancelled.
     *
     * @param without what is said then
     */
    public <T> Optional<T> unlessCancelled(String without, Supplier<T> making) {
        Optional<T> made = isCancelled() ? Optional.empty() : Cancellation.unlessInterrupted(making);
        if (made.isEmpty()) {
            cancelled = true;
            Thread.interrupted();
            console.say("cancelled: " + without);
        }
        return made;
    }
}
