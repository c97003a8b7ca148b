package org.em4j.core.checkpoint;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What the fits of one program have come to, for the same program to go on from. Any number of fits share one, on any threads.
 * A clock says when they tell of themselves, and changes no result.
 *
 * <p>Of fits that have ended, those are kept that are worth the most time for their size, up to 64 MiB, or an eighth of the memory
 * if that is less: the others are fitted again. Fits under way are always kept.
 */
public final class Checkpoint {
    /** Keeps nothing. */
    public static final Checkpoint NONE = new Checkpoint(false, Duration.ZERO, kept -> {});

    private static final long MOST = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

    private final boolean isOn;
    private final long every;
    private final Consumer<List<Kept>> saving;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final AtomicInteger met = new AtomicInteger();
    private final AtomicBoolean isSaving = new AtomicBoolean();
    private long size;
    private volatile long saved = System.nanoTime();

    private Checkpoint(boolean isOn, Duration every, Consumer<List<Kept>> saving) {
        this.isOn = isOn;
        this.every = every.toNanos();
        this.saving = saving;
    }

    /**
     * Holds nothing yet.
     *
     * @param every how long it is between two times that it is saved; zero for each iteration
     * @param saving takes what there is, on the thread of one of the fits, which waits
     */
    public Checkpoint(Duration every, Consumer<List<Kept>> saving) {
        this(true, every, saving);
    }

    /** Puts in what another program had kept; returns this checkpoint. */
    public Checkpoint with(Collection<Kept> others) {
        others.forEach(this::put);
        return this;
    }

    /** What is kept now. */
    public List<Kept> kept() {
        synchronized (kept) {
            return List.copyOf(kept.values());
        }
    }

    /** How many fits have gone on from what was kept of them. */
    public int met() {
        return met.get();
    }

    /** Saves what is kept now, unless that is being done. */
    public void save() {
        if (isOn && isSaving.compareAndSet(false, true)) {
            try {
                saving.accept(kept());
            } finally {
                saved = System.nanoTime();
                isSaving.set(false);
            }
        }
    }

    /**
     * The place of one fit.
     *
     * @param determining all that the fit is a function of, each serialisable
     * @throws CheckpointException if one is not, naming its class
     */
    public Place place(Object... determining) {
        return isOn ? new Place(this, Imprint.of(determining)) : Place.NOWHERE;
    }

    /** Whether places keep anything. */
    public boolean isOn() {
        return isOn;
    }

    /** How long it is between two times that a fit tells of itself: no state is much older than the file that it is saved in. */
    long nanosBetween() {
        return every / 2;
    }

    void meet() {
        met.incrementAndGet();
    }

    Optional<Kept> find(String fit) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(fit));
        }
    }

    void keep(Kept one) {
        put(one);
        if (System.nanoTime() - saved >= every) {
            save();
        }
    }

    private void put(Kept one) {
        synchronized (kept) {
            size += one.size();
            size -= Optional.ofNullable(kept.put(one.fit(), one))
                    .map(Kept::size)
                    .orElse(0L);
            while (size > MOST) {
                Optional<Kept> least =
                        kept.values().stream().filter(Kept::isDone).min(Comparator.comparingDouble(Kept::worth));
                if (least.isEmpty()) {
                    return;
                }
                size -= kept.remove(least.get().fit()).size();
            }
        }
    }
}
