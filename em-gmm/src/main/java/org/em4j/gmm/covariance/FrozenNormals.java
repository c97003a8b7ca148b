package org.em4j.gmm.covariance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Tying;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Roundoff;

/**
 * Components whose means, or covariances, or both stay what they are. Means do not depend on covariances that stay;
 * covariances are fitted to the scatter about means that stay.
 *
 * @param free what the components share
 */
record FrozenNormals<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        CovarianceFamily<P, S> family, Tying<P, S> free, Set<ParameterBlock> frozen) implements Tying<P, S> {
    /** Copies the set, in an order: it is the same bytes in every JVM. */
    FrozenNormals {
        frozen = Collections.unmodifiableSet(new TreeSet<>(frozen));
    }

    @Override
    public List<P> maximize(List<S> statistics, List<P> current) {
        if (!frozen.contains(ParameterBlock.COVARIANCES)) {
            return free.maximize(
                    frozen.contains(ParameterBlock.MEANS) ? aboutKnownMeans(statistics, current) : statistics, current);
        }
        return frozen.contains(ParameterBlock.MEANS) ? current : moved(statistics, current);
    }

    private List<S> aboutKnownMeans(List<S> statistics, List<P> current) {
        List<S> about = new ArrayList<>();
        for (int k = 0; k < current.size(); k++) {
            about.add(statistics.get(k).aboutKnownMean(current.get(k).mean()));
        }
        return about;
    }

    private List<P> moved(List<S> statistics, List<P> current) {
        List<P> moved = new ArrayList<>();
        for (int k = 0; k < current.size(); k++) {
            S s = statistics.get(k);
            if (!(s.weight() > 0)) {
                throw new DegenerateException(Degeneracies.empty()).within("component " + (k + 1), k);
            }
            moved.add(family.at(current.get(k), s.mean()));
        }
        return moved;
    }

    @Override
    public Roundoff roundoff(List<P> components) {
        return frozen.contains(ParameterBlock.COVARIANCES) ? Roundoff.NONE : free.roundoff(components);
    }

    /** All coordinates; those of what stays lead nowhere. */
    @Override
    public Optional<Chart<List<P>>> chart(List<P> at) {
        return free.chart(at).map(chart -> Chart.of(chart::coordinates, u -> kept(at, chart.point(u))));
    }

    private List<P> kept(List<P> at, List<P> next) {
        List<P> kept = new ArrayList<>();
        for (int k = 0; k < at.size(); k++) {
            P covariance = (frozen.contains(ParameterBlock.COVARIANCES) ? at : next).get(k);
            P mean = (frozen.contains(ParameterBlock.MEANS) ? at : next).get(k);
            kept.add(family.at(covariance, mean.mean()));
        }
        return kept;
    }
}
