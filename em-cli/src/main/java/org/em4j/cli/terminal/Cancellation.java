package org.em4j.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Makes an interrupt of the process (Ctrl-C, or what {@code kill} sends) cancel a fit instead of killing it, and wait for
 * what it has to print and write. A second one ends the process at once.
 */
public final class Cancellation {
    /** A pass over the data ends at its next block, and writing takes no second; this is for a machine under load. */
    private static final long PATIENCE_SECONDS = 10;

    /** What a shell adds to the number of a signal for the exit status. */
    private static final int SIGNALLED = 128;

    private Cancellation() {}

    /**
     * Runs what reads, fits and reports, on this thread. However it is cancelled, a sentence says so: here, if it was before there
     * was anything to keep, or if what there is takes too long.
     */
    public static int during(Console console, IntSupplier fit) {
        Thread fitting = Thread.currentThread();
        CountDownLatch written = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            fitting.interrupt();
            try {
                if (!written.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    console.say("cancelled: what there was took more than " + PATIENCE_SECONDS
                            + " s to print and write, and is lost");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return fit.getAsInt();
        } catch (CancellationException e) {
            console.say("cancelled: nothing was fitted yet");
            return Outcome.CANCELLED;
        } finally {
            written.countDown();
            unhook(hook);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending already: the hook is what lets it
        }
    }

    /** What is made aside; nothing, as soon as this thread is interrupted, which it then stays. */
    public static <T> Optional<T> unlessInterrupted(Supplier<T> making) {
        FutureTask<T> task = new FutureTask<>(making::get);
        Thread aside = new Thread(task, "aside");
        aside.setDaemon(true);
        aside.start();
        try {
            return Optional.of(task.get());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    /**
     * Makes the second signal end the process. The JVM has no public way to hear of signals; where it has not this one
     * either, the second is ignored, and the first has its effect all the same.
     */
    public static void onSecondSignal() {
        AtomicBoolean first = new AtomicBoolean(true);
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler end = (proxy, method, arguments) -> {
                int status = SIGNALLED + (int) signal.getMethod("getNumber").invoke(arguments[0]);
                if (first.getAndSet(false)) {
                    new Thread(() -> System.exit(status)).start();
                } else {
                    Runtime.getRuntime().halt(status);
                }
                return null;
            };
            Object ending = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, end);
            for (String name : new String[] {"INT", "TERM"}) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), ending);
            }
        } catch (ReflectiveOperationException e) {
            return;
        }
    }
}
