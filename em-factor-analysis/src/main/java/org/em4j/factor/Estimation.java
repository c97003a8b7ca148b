package org.em4j.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmMap;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Optima;
import org.em4j.core.fit.Restarts;
import org.em4j.core.fit.Trace;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.Moments;

/**
 * Maximum-likelihood factor analysis: EM from the principal axes; where that converges, Newton's method on the profile
 * likelihood to the last digit, and again from random starts, to see whether there are other maxima; and the end called
 * by its name. Beyond {@link PrincipalAxes#WIDE} columns it is ECME alone.
 *
 * @param factors q
 * @param heywood what is done about uniquenesses that fall to zero
 * @param restarts number of starts
 * @param em settings of EM
 * @param start where EM starts, if not from the principal axes
 */
public record Estimation(int factors, Heywood heywood, Restarts restarts, Em em, Optional<FactorParameters> start) {
    /** In nats: where EM gains less in an iteration, Newton's method goes on. */
    private static final double CRAWL = 1e-6;

    /** Differences in log-likelihood below this are no other maximum, in nats. */
    private static final double SAME = 1e-4;

    /** A uniqueness that falls to this part of its variance falls to zero. */
    private static final double ZERO = 1e-8;

    /** Second derivatives below this part of the largest are none: the likelihood does not tell. */
    private static final double FLAT = 1e-9;

    /** Beyond {@link PrincipalAxes#WIDE} columns, where the likelihood's derivatives are not at hand. */
    private static final double NEARLY_ZERO = 0.005;

    /** Ten starts, uniquenesses left to the likelihood, EM's default settings. */
    public Estimation(int factors) {
        this(factors, new Heywood.Report(), new Restarts(10, 1), new Em(), Optional.empty());
    }

    /** The same with another number of factors. */
    public Estimation factors(int q) {
        return new Estimation(q, heywood, restarts, em, start);
    }

    /** The same with another policy for uniquenesses that fall to zero. */
    public Estimation heywood(Heywood policy) {
        return new Estimation(factors, policy, restarts, em, start);
    }

    /** The same with another number of starts. */
    public Estimation restarts(Restarts other) {
        return new Estimation(factors, heywood, other, em, start);
    }

    /** The same with other settings of EM. */
    public Estimation em(Em settings) {
        return new Estimation(factors, heywood, restarts, settings, start);
    }

    /** The same from a start of the caller's. */
    public Estimation from(FactorParameters theta) {
        return new Estimation(factors, heywood, restarts, em, Optional.of(theta));
    }

    /**
     * Estimates from rows.
     *
     * @throws org.em4j.core.model.DegenerateException if columns do not vary, or a few are collinear
     */
    public Estimate of(Observations<double[]> rows) {
        return of(rows, Moments.of(rows));
    }

    /** The same, of rows whose moments are known already. */
    public Estimate of(Observations<double[]> rows, Moments moments) {
        return moments.columns() > PrincipalAxes.WIDE ? of(moments) : new Search(moments).estimate(rows, moments);
    }

    /**
     * Full-information maximum likelihood, from rows with gaps: EM on what is observed, by itself, from the principal axes and
     * from random starts.
     *
     * @param moments to start from, such as those of {@link Saturated}
     */
    public Estimate ofIncomplete(Observations<double[]> rows, Moments moments) {
        return new Search(moments).incomplete(rows);
    }

    /** The same from moments alone, such as those of a covariance or a correlation matrix. */
    public Estimate of(Moments moments) {
        return new Search(moments).estimate(moments);
    }

    /** One estimation under way. */
    private final class Search {
        private final Correlations correlations;
        private final ProfileSearch profile;
        private final LinearFactorModel model;

        Search(Moments moments) {
            this.model = Restrained.of(new FactorAnalysis(moments.columns(), factors), heywood, moments);
            this.correlations = Correlations.of(moments);
            double prior = heywood instanceof Heywood.Prior p ? p.rows() / moments.weight() : 0;
            this.profile = new ProfileSearch(
                    new ProfileLikelihood(correlations.matrix(), factors, prior),
                    Math.log(Math.max(heywood.least(), ZERO)));
        }

        Estimate estimate(Observations<double[]> rows, Moments moments) {
            return estimate(MomentMap.of(model, rows, moments));
        }

        Estimate estimate(Moments moments) {
            return estimate(new MomentMap(model, moments));
        }

        /** EM until it has arrived, or crawls: towards an edge it never arrives. */
        private Em towards() {
            return em.until(em.stoppingRule().or(trace -> {
                double[] l = trace.logLikelihoods();
                int t = trace.iterations();
                return t > 0 && Math.abs(l[t] - l[t - 1]) < CRAWL
                        ? Optional.of("an iteration gains less than %.0e nats".formatted(CRAWL))
                        : Optional.empty();
            }));
        }

        private Estimate estimate(EmMap<FactorParameters> map) {
            FactorParameters first = start.orElseGet(() -> PrincipalAxes.start(correlations, factors));
            if (map instanceof MomentMap wide && correlations.columns() > PrincipalAxes.WIDE) {
                Fit<FactorParameters> fit = em.fit(new EcmeMap(wide), first);
                return new Estimate(model, fit, 1, List.of(), below(fit.theta()));
            }
            Fit<FactorParameters> fit = towards().fit(map, first);
            if (!(fit instanceof Fit.Converged) || (!(map instanceof MomentMap) && !correlations.isSingular())) {
                return new Estimate(model, fit, 1, List.of(), below(fit.theta()));
            }
            if (Identification.degreesOfFreedom(correlations.columns(), factors) < 0) {
                return unidentified(fit, Identification.describe(correlations.columns(), factors), List.of());
            }
            return finish(map, fit);
        }

        Estimate incomplete(Observations<double[]> rows) {
            EmMap<FactorParameters> map = EmMap.of(model, rows);
            RandomGenerator random = Restarts.random(restarts.seed());
            List<Fit<FactorParameters>> fits = new ArrayList<>();
            fits.add(towards().fit(map, start.orElseGet(() -> PrincipalAxes.start(correlations, factors))));
            while (fits.size() < restarts.runs() && !Thread.currentThread().isInterrupted()) {
                double[] parts =
                        random.doubles(correlations.columns(), 0.05, 0.95).toArray();
                fits.add(towards().listener(entry -> {}).fit(map, PrincipalAxes.start(correlations, factors, parts)));
            }
            Optima<FactorParameters> optima = Optima.of(fits, fits.size(), 0);
            int d = correlations.columns();
            if (optima.best() instanceof Fit.Converged && Identification.degreesOfFreedom(d, factors) < 0) {
                return unidentified(optima.best(), Identification.describe(d, factors), List.of());
            }
            List<Double> maxima = optima.found().stream()
                    .filter(o -> o.fit().endedWell())
                    .map(Optima.Optimum::objective)
                    .toList();
            return new Estimate(
                    model,
                    optima.best(),
                    fits.size(),
                    maxima,
                    below(optima.best().theta()));
        }

        /** Newton's method from where EM stopped, and from elsewhere; where that is better, EM confirms it. */
        private Estimate finish(EmMap<FactorParameters> map, Fit<FactorParameters> em1) {
            List<ProfileLikelihood.Point> found = new ArrayList<>(List.of(from(em1.theta())));
            RandomGenerator random = Restarts.random(restarts.seed());
            for (int run = 1; run < restarts.runs() && !Thread.currentThread().isInterrupted(); run++) {
                double[] u = new double[correlations.columns()];
                Arrays.setAll(u, j -> Math.log(0.05 + 0.9 * random.nextDouble()));
                found.add(profile.from(u));
            }
            ProfileLikelihood.Point best =
                    found.stream().min(Comparator.comparingDouble(this::loss)).orElseThrow();
            Fit<FactorParameters> fit = em1;
            if (loss(best) < loss(found.get(0)) - SAME) {
                fit = towards().fit(map, inUnits(best, NEARLY_ZERO));
                best = edge(best).isEmpty() ? from(fit.theta()) : best;
            } else {
                best = found.get(0);
            }
            List<Double> maxima = distinct(found);
            return fit instanceof Fit.Converged
                    ? named(map, fit, best, maxima)
                    : new Estimate(model, fit, restarts.runs(), maxima, List.of());
        }

        private ProfileLikelihood.Point from(FactorParameters theta) {
            return profile.from(Arrays.stream(correlations.uniquenesses(theta))
                    .map(Math::log)
                    .toArray());
        }

        private FactorParameters inUnits(ProfileLikelihood.Point at) {
            return correlations.inUnits(at.loadings(factors), at.uniquenesses());
        }

        /** The same, kept away from the edge. */
        private FactorParameters inUnits(ProfileLikelihood.Point at, double least) {
            return inUnits(profile.likelihood()
                    .at(Arrays.stream(at.u())
                            .map(u -> Math.max(u, Math.log(least)))
                            .toArray()));
        }

        /** Minus the objective, in nats. */
        private double loss(ProfileLikelihood.Point at) {
            return 0.5 * correlations.n() * at.value() + correlations.constant(at.prior());
        }

        /** Objectives of different maxima, best first. */
        private List<Double> distinct(List<ProfileLikelihood.Point> found) {
            List<Double> maxima = new ArrayList<>();
            found.stream().mapToDouble(this::loss).sorted().forEach(loss -> {
                if (maxima.isEmpty() || maxima.get(maxima.size() - 1) + loss > SAME) {
                    maxima.add(-loss);
                }
            });
            return List.copyOf(maxima);
        }

        /** What the place is that Newton's method found. */
        private Estimate named(
                EmMap<FactorParameters> map,
                Fit<FactorParameters> fit,
                ProfileLikelihood.Point best,
                List<Double> maxima) {
            List<Integer> edge = edge(best);
            if (heywood.least() == 0 && !edge.isEmpty()) {
                Degeneracy why = Degeneracy.of(
                                "a Heywood case: the likelihood rises towards %.4f as the uniqueness of %s falls to zero, and has no maximum"
                                        .formatted(-loss(best), Correlations.named(edge)),
                                "bound the uniquenesses (0.005 of the variance is usual), give them a prior, or use fewer"
                                        + " factors")
                        .columns(edge);
                return new Estimate(
                        model, new Fit.Degenerate<>(fit.theta(), fit.trace(), why), restarts.runs(), maxima, edge);
            }
            int flat = Identification.undetermined(best.hessian(), profile.free(best), FLAT);
            if (flat >= 0) {
                String cause = "not identified: the uniqueness of column " + (flat + 1)
                        + " can change, and the likelihood stays the same";
                return unidentified(fit, cause, List.of(flat));
            }
            return new Estimate(model, finished(map, fit, best), restarts.runs(), maxima, edge);
        }

        /** Uniquenesses that end at their bound. */
        private List<Integer> edge(ProfileLikelihood.Point at) {
            List<Integer> edge = IntStream.range(0, at.u().length).boxed().collect(Collectors.toList());
            IntStream.of(profile.free(at)).forEach(j -> edge.remove(Integer.valueOf(j)));
            return List.copyOf(edge);
        }

        private Estimate unidentified(Fit<FactorParameters> fit, String cause, List<Integer> columns) {
            Degeneracy why = Degeneracy.of(cause, "use fewer factors").columns(columns);
            return new Estimate(
                    model, new Fit.Degenerate<>(fit.theta(), fit.trace(), why), restarts.runs(), List.of(), columns);
        }

        /** EM's fit, moved to the maximum that it was on its way to: one more entry of the trace, audited as any. */
        private Fit<FactorParameters> finished(
                EmMap<FactorParameters> map, Fit<FactorParameters> fit, ProfileLikelihood.Point best) {
            FactorParameters theta = inUnits(best);
            Fit<FactorParameters> there = em.maxIterations(0)
                    .listener(entry -> {})
                    .accelerate(Accelerator.NONE)
                    .fit(map, theta);
            Trace.Entry last = fit.trace().last();
            if (!(there instanceof Fit.BudgetSpent || there instanceof Fit.Converged)
                    || there.trace().last().objective() < last.objective() - SAME) {
                return there instanceof Fit.AuditFailed ? there : fit;
            }
            Trace.Entry at = there.trace().last();
            List<Trace.Entry> entries = new ArrayList<>(fit.trace().entries());
            entries.add(new Trace.Entry(
                    entries.size(),
                    last.eSteps() + 1,
                    at.logLikelihood(),
                    at.objective(),
                    at.gradientNorm(),
                    0,
                    at.logLikelihood() - last.logLikelihood(),
                    at.audit(),
                    at.rounding(),
                    0));
            String reason = ((Fit.Converged<FactorParameters>) fit).reason()
                    + ", then Newton's method on the profile likelihood: no slope above %.0e"
                            .formatted(profile.slope(best));
            return new Fit.Converged<>(theta, new Trace(entries, fit.trace().warnings()), reason);
        }

        private List<Integer> below(FactorParameters theta) {
            double[] parts = correlations.uniquenesses(theta);
            return IntStream.range(0, parts.length)
                    .filter(j -> parts[j] < NEARLY_ZERO)
                    .boxed()
                    .toList();
        }
    }
}
