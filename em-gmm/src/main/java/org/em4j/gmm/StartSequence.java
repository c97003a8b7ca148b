package org.em4j.gmm;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.start.KMeans;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.GaussianImputation;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.gmm.start.HierarchicalClustering;
import org.em4j.gmm.start.LabelledStart;
import org.em4j.gmm.start.RandomStarts;
import org.em4j.gmm.start.RobustScaler;

/** The starts of a search, of any family and size, by number. What depends on neither is worked out once. */
final class StartSequence {
    private final MixtureProblem problem;
    private final Optional<Noise> noise;
    private final Rows rows;
    private final Moments moments;
    private final KMeans clusters;
    private Optional<HierarchicalClustering> tree = Optional.empty();

    /** Drawn from rows that say something, gaps among them. */
    StartSequence(MixtureProblem problem, Rows informative) {
        GaussianImputation filled = GaussianImputation.of(informative);
        this.problem = problem;
        this.noise = problem.settings().noise().map(of -> of.apply(problem.rows()));
        this.rows = filled.drawn(random(0));
        this.moments = filled.moments();
        this.clusters = RobustScaler.of(rows).clusters();
    }

    private RandomGenerator random(int i) {
        return problem.execution().random(i);
    }

    /**
     * Start number i, with noise beside it if there is to be some.
     *
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixture<P, S> start(
            CovarianceFamily<P, S> family, int k, int i) {
        HardAssignmentStart.requireSpread(family, moments);
        GaussianMixture<P, S> mixture = new GaussianMixture<>(family, parameters(family, k, i));
        return noise.map(mixture::withNoise).orElse(mixture);
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> parameters(
            CovarianceFamily<P, S> family, int k, int i) {
        if (problem.labelled().isPresent()) {
            LabelledRows known = problem.labelled().get();
            return new LabelledStart<>(family, k, known.rows(), known.labels()).start(random(i));
        }
        return switch (k == 1 ? Start.K_MEANS : kind(i)) {
            case HIERARCHICAL -> tree().start(family, k);
            case K_MEANS -> HardAssignmentStart.startOrShared(family, k, rows, clusters.labels(k, random(i)));
            case RANDOM_ROWS -> HardAssignmentStart.shared(family, moments, RandomStarts.drawn(k, rows, random(i)));
        };
    }

    /** As asked for, but that there is one hierarchy; else each in turn. */
    private Start kind(int i) {
        Start inTurn = i == 0 ? Start.HIERARCHICAL : i % 2 == 1 ? Start.K_MEANS : Start.RANDOM_ROWS;
        return problem.settings()
                .start()
                .map(only -> only == Start.HIERARCHICAL && i > 0 ? Start.RANDOM_ROWS : only)
                .orElse(inTurn);
    }

    private synchronized HierarchicalClustering tree() {
        if (tree.isEmpty()) {
            tree = Optional.of(HierarchicalClustering.joined(rows, random(0)));
        }
        return tree.get();
    }
}
