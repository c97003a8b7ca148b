package org.em4j.spark;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkContext;
import org.em4j.core.Interruption;
import org.em4j.io.large.ClusterException;

/** One piece of Spark's work. */
final class Job {
    private Job() {}

    /**
     * Runs a job that ends when the calling thread is interrupted, and is told from all others.
     *
     * @throws ClusterException if Spark cannot do it; what a task throws is thrown
     * @throws CancellationException if the calling thread is interrupted
     */
    static <T> T run(SparkContext context, Callable<T> job) {
        Interruption.check();
        String tag = "em4j-" + UUID.randomUUID();
        context.addJobTag(tag);
        try {
            return job.call();
        } catch (InterruptedException e) {
            context.cancelJobsWithTag(tag);
            throw cancelled(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) { // Scala declares none
            if (Thread.currentThread().isInterrupted()) {
                throw cancelled(e); // the process is ending, and Spark's part of it was faster
            }
            throw e.getCause() instanceof RuntimeException cause
                    ? cause // of a task, which would have thrown it in memory too
                    : new ClusterException("Spark could not do its work: " + e.getMessage(), e);
        } finally {
            context.removeJobTag(tag);
        }
    }

    private static CancellationException cancelled(Exception e) {
        Thread.currentThread().interrupt();
        return (CancellationException) new CancellationException("interrupted").initCause(e);
    }
}
