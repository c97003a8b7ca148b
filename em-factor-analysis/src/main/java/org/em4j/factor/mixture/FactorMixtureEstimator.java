package org.em4j.factor.mixture;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.estimate.EstimationProblem;
import org.em4j.core.estimate.Estimator;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * Fits mixtures of factor analysers, or of probabilistic PCAs: EM from the one start or the best of several, and the end called
 * by its name, as {@link FactorMixtureSearch} has it.
 *
 * @param components K
 * @param factors of each, q
 * @param noise form of the uniquenesses
 * @param shared what the components have in common
 * @param heywood what is done about uniquenesses that fall to zero
 * @param start where EM starts, if not at clusters
 * @param restarts number of starts
 * @param em settings of EM
 */
public record FactorMixtureEstimator(
        int components,
        int factors,
        Noise noise,
        Set<Part> shared,
        Heywood heywood,
        Optional<MixtureParameters<FactorParameters>> start,
        Restarts restarts,
        Em em)
        implements Estimator<Rows, FactorMixtureEstimate> {
    /** Forms of the covariance of the noise, Ψ. */
    public enum Noise {
        /** A uniqueness to each column. */
        DIAGONAL,
        /** One variance for all columns: probabilistic PCAs. */
        ISOTROPIC
    }

    /** Factor analyses that share nothing, uniquenesses left to the likelihood, one start at clusters. */
    public FactorMixtureEstimator(int components, int factors) {
        this(
                components,
                factors,
                Noise.DIAGONAL,
                Set.of(),
                new Heywood.Report(),
                Optional.empty(),
                new Restarts(1),
                new Em());
    }

    /** A copy with another number of components. */
    public FactorMixtureEstimator components(int k) {
        return new FactorMixtureEstimator(k, factors, noise, shared, heywood, start, restarts, em);
    }

    /** A copy with another number of factors. */
    public FactorMixtureEstimator factors(int q) {
        return new FactorMixtureEstimator(components, q, noise, shared, heywood, start, restarts, em);
    }

    /** A copy with another form of noise. */
    public FactorMixtureEstimator noise(Noise other) {
        return new FactorMixtureEstimator(components, factors, other, shared, heywood, start, restarts, em);
    }

    /** A copy whose components have other parts in common. */
    public FactorMixtureEstimator shared(Set<Part> parts) {
        return new FactorMixtureEstimator(components, factors, noise, Set.copyOf(parts), heywood, start, restarts, em);
    }

    /** A copy with another policy for uniquenesses that fall to zero. */
    public FactorMixtureEstimator heywood(Heywood policy) {
        return new FactorMixtureEstimator(components, factors, noise, shared, policy, start, restarts, em);
    }

    /** A copy that starts where a mixture is, with as many components and factors, noise and parts like its own. */
    public FactorMixtureEstimator from(FactorMixture mixture) {
        LinearFactorModel component = mixture.family().component();
        return new FactorMixtureEstimator(
                mixture.size(),
                component.q(),
                component.noises() > 1 ? Noise.DIAGONAL : Noise.ISOTROPIC,
                mixture.family().parts(),
                heywood,
                Optional.of(mixture.theta()),
                restarts,
                em);
    }

    /** A copy that starts at clusters. */
    public FactorMixtureEstimator fromClusters() {
        return new FactorMixtureEstimator(components, factors, noise, shared, heywood, Optional.empty(), restarts, em);
    }

    /** A copy with another number of starts. */
    public FactorMixtureEstimator restarts(Restarts others) {
        return new FactorMixtureEstimator(components, factors, noise, shared, heywood, start, others, em);
    }

    /** A copy with other settings of EM. */
    public FactorMixtureEstimator em(Em settings) {
        return new FactorMixtureEstimator(components, factors, noise, shared, heywood, start, restarts, settings);
    }

    /**
     * Fits to rows, which may have gaps.
     *
     * @throws InvalidDataException if there are too many factors for the columns, or components for the rows
     * @throws DegenerateException if columns do not vary
     */
    @Override
    public FactorMixtureEstimate fit(Rows rows, Execution execution) {
        SharedFactors family = family(rows);
        if (components < 1) {
            throw new InvalidDataException("a mixture has at least one component, not " + components);
        }
        var model = family.mixture(components);
        FactorMixtureSearch search = new FactorMixtureSearch(family, rows, em);
        if (start.isPresent()) {
            MixtureParameters<FactorParameters> inside = within(family, start.get());
            return estimate(family, search.decide(em.fit(model, rows.on(execution), inside)), rows, execution);
        }
        Optima<MixtureParameters<FactorParameters>> found = new ModelEstimator<>(
                        model, ClusteredStart.of(family, components, rows), restarts, em)
                .search(rows, execution);
        return estimate(family, search.decide(found.best()), rows, execution).among(found);
    }

    private static MixtureParameters<FactorParameters> within(
            SharedFactors family, MixtureParameters<FactorParameters> theta) {
        return new MixtureParameters<>(
                theta.weights(),
                theta.components().stream().map(family.component()::within).toList());
    }

    private static FactorMixtureEstimate estimate(
            SharedFactors family, FactorMixtureFit decided, Rows rows, Execution execution) {
        FactorMixture mixture = new FactorMixture(family, decided.fit().theta());
        List<String> columns =
                IntStream.rangeClosed(1, rows.columns()).mapToObj(j -> "x" + j).toList();
        return new FactorMixtureEstimate(
                new Fitted<>(
                        family,
                        decided.fit(),
                        Optional.empty(),
                        OptionalInt.of(mixture.freeParameters()),
                        rows.totalWeight(),
                        mixture.quantities(columns),
                        () -> EstimationProblem.of(mixture.model(), rows.on(execution))),
                decided.endings());
    }

    /**
     * The components as they are fitted to rows, and what they share.
     *
     * @throws InvalidDataException if there are too many factors for the columns
     */
    public SharedFactors family(Rows rows) {
        int d = rows.columns();
        int most = noise == Noise.ISOTROPIC ? d - 1 : d;
        if (factors < 1 || factors > most) {
            throw new InvalidDataException(factors + " factors for " + d + " columns; use 1 to " + most);
        }
        LinearFactorModel component =
                noise == Noise.ISOTROPIC ? new ProbabilisticPca(d, factors) : new FactorAnalysis(d, factors);
        return new SharedFactors(Restrained.of(component, heywood, MeanImputedMoments.of(rows)), shared);
    }
}
