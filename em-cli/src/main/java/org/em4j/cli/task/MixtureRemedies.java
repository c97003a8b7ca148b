package org.em4j.cli.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.cli.option.TableOptions;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.Degeneracy;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;

/** What may help a Gaussian mixture that is degenerate. */
record MixtureRemedies(MixtureTask<?, ?> task, Degeneracy degeneracy) {
    /** Starts that a remedy takes. */
    private static final int STARTS = 10;

    /** Least first: another start, a simpler covariance, fewer columns where one is at fault in all rows, less of all. */
    List<Remedy> all() {
        Optional<Remedy> without =
                Remedy.without(degeneracy.columns(), task.columns()).map(this::columns);
        boolean everywhere = degeneracy.parts().isEmpty();
        List<Remedy> remedies = new ArrayList<>();
        if (everywhere) {
            without.ifPresent(remedies::add);
        } else {
            remedies.add(anotherStart());
        }
        if (estimator().frozen().isEmpty()) {
            remedies.addAll(simpler());
            if (estimator().prior().isEmpty() && !everywhere) {
                remedies.add(remedy("--prior mclust", estimator().prior(MixturePrior::mclust)));
            }
            remedies.addAll(fewer(estimator(), ""));
            remedies.addAll(fewer(estimator().family(CovarianceFamily.SPHERICAL), " --covariance spherical"));
        }
        if (!everywhere) {
            without.ifPresent(remedies::add);
        }
        return remedies;
    }

    private GaussianMixtureEstimator<?, ?> estimator() {
        return task.estimator();
    }

    private Remedy remedy(String options, GaussianMixtureEstimator<?, ?> other) {
        return new Remedy(options, () -> task.with(other).fit(task.em()).fit());
    }

    private Remedy columns(List<String> names) {
        return new Remedy(
                "--columns " + TableOptions.typed(names),
                () -> task.columns(names).fit(task.em()).fit());
    }

    private Remedy anotherStart() {
        return task.from().isPresent()
                ? remedy(
                        "--start " + Start.K_MEANS,
                        estimator().start(Start.K_MEANS).restarts(new Restarts(1)))
                : remedy("--restarts " + STARTS, estimator().restarts(new Restarts(STARTS)));
    }

    private List<Remedy> simpler() {
        CovarianceFamily<?, ?> family = estimator().family();
        return CovarianceFamily.all().stream()
                .filter(other -> other != family && family.structure().contains(other.structure()))
                .map(other -> remedy("--covariance " + other.name(), estimator().family(other)))
                .toList();
    }

    /** Fewer components, one after another down to as many as are labelled. */
    private List<Remedy> fewer(GaussianMixtureEstimator<?, ?> of, String covariance) {
        int least = Math.max(1, Arrays.stream(task.labels().components()).max().orElse(0) + 1);
        return IntStream.iterate(of.components() - 1, k -> k >= least, k -> k - 1)
                .mapToObj(k -> remedy("--components " + k + covariance, of.components(k)))
                .toList();
    }
}
