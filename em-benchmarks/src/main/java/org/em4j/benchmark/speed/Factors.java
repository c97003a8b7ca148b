package org.em4j.benchmark.speed;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.start.PrincipalAxes;

/**
 * Milliseconds of factor analysis from rows to a given log-likelihood a row, moments and start included, in a warm JVM.
 * Prints one line of JSON; arguments are DIRECTORY NxDxQ LOGLIKELIHOOD THREADS. For the log-likelihood may stand
 * {@code maximum}: from one start, as R's factanal has it.
 */
final class Factors {
    private Factors() {}

    /** Fits a few times; the fastest counts. */
    public static void main(String[] args) {
        Work work = Work.parse(args[1]);
        Rows rows = Rows.wrap(Work.read(Path.of(args[0]).resolve("x")), work.d());
        int threads = Integer.parseInt(args[3]);
        Supplier<Fit<FactorParameters>> fitting = "maximum".equals(args[2])
                ? () -> new FactorAnalysisEstimator(work.k())
                        .restarts(new Restarts(1))
                        .fit(rows, new Execution(threads, 1))
                        .fit()
                : () -> to(Double.parseDouble(args[2]) * work.n(), work, rows, threads);
        double best = Double.POSITIVE_INFINITY;
        Fit<FactorParameters> fit = fitting.get();
        long end = System.nanoTime() + 8_000_000_000L;
        for (int i = 0; i < 2 || System.nanoTime() < end; i++) {
            long start = System.nanoTime();
            fit = fitting.get();
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        double logLikelihood = fit.trace().last().logLikelihood();
        double discrepancy = FitStatistics.of(fit.theta(), logLikelihood, 1, Moments.of(rows))
                .discrepancy();
        System.out.printf(
                Locale.ROOT,
                "{\"ms\":%.3f,\"iterations\":%d,\"logLikelihood\":%s,\"criterion\":%.12f}%n",
                best,
                fit.trace().iterations(),
                logLikelihood / work.n(),
                discrepancy);
    }

    private static Fit<FactorParameters> to(double target, Work work, Rows rows, int threads) {
        Moments moments = Moments.of(rows.on(new Execution(threads, 1)));
        return new Em()
                .until(trace -> trace.last().logLikelihood() >= target ? Optional.of("there") : Optional.empty())
                .fit(
                        new FactorAnalysis(work.d(), work.k()).map(rows.on(new Execution(threads, 1)), moments),
                        PrincipalAxes.start(moments, work.k()));
    }
}
