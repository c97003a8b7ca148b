package org.em4j.cli;

import java.nio.file.Path;
import java.util.Set;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Initializer;
import org.em4j.core.fit.Optima;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Evidence;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.Agglomeration;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.KMeansPlusPlus;
import org.em4j.gmm.KnownLabels;
import org.em4j.gmm.MixtureEstimation;
import org.em4j.gmm.Normal;
import org.em4j.gmm.RandomRows;

/** A Gaussian mixture to be fitted from starts of its own, as the command line asks for them. */
record MixtureTask<P extends Normal, S extends Statistics<S>>(
        CovarianceFamily<P, S> family,
        int k,
        MixtureEstimation estimation,
        SearchOptions options,
        MixtureOptions mixtureOptions) {
    static final Path HIERARCHICAL = Path.of("hierarchical");
    static final Path RANDOM_ROWS = Path.of("random-rows");

    static final Path K_MEANS = Path.of("k-means");

    /** What {@code --start} may name that is no file. */
    static final Set<Path> NAMED = Set.of(HIERARCHICAL, RANDOM_ROWS, K_MEANS);

    MixtureTask {
        requireEnough(family, k, estimation.rows());
    }

    private static void requireEnough(CovarianceFamily<?, ?> family, int k, Rows rows) {
        if (k < 1) {
            throw new InvalidDataException("a mixture has at least one component, not " + k);
        }
        int n = rows.informative().size();
        if (n < k) {
            throw new InvalidDataException(n + " rows for " + k + " components; use fewer components");
        }
        boolean dense = !family.structure().isDiagonal();
        int needed = dense ? rows.columns() + 1 : 2;
        if (n < needed) {
            throw new InvalidDataException(n + " rows cannot determine a " + family + " covariance of "
                    + rows.columns() + " columns, which takes at least " + needed
                    + (dense ? "; use fewer columns, or --covariance diag" : ""));
        }
    }

    /** The same of another family or size. */
    MixtureTask<?, ?> with(CovarianceFamily<?, ?> otherFamily, int otherK) {
        return new MixtureTask<>(otherFamily, otherK, estimation, options, mixtureOptions);
    }

    /** The same under other assumptions, or on other rows. */
    MixtureTask<P, S> with(MixtureEstimation other) {
        return new MixtureTask<>(family, k, other, options, mixtureOptions);
    }

    /** The best fit of as many starts as are asked for. */
    Fit<?> fit() {
        return search(options.em(), options.starts(1)).best();
    }

    /** What is found from so many starts. */
    Optima<GaussianMixture<P, S>> search(Em em, int starts) {
        Initializer<MixtureParameters<P>> starting = starts();
        return options.search(
                em,
                random ->
                        mixtureOptions.noisy(new GaussianMixture<>(family, starting.start(random)), estimation.rows()),
                starts,
                threads -> estimation.threads(threads)::fit,
                (a, b) -> Evidence.distance(
                                a.score(estimation.rows()),
                                b.score(estimation.rows()),
                                estimation.rows().weights())
                        < Optima.APART);
    }

    private Initializer<MixtureParameters<P>> starts() {
        Rows rows = estimation.rows();
        int[] known = estimation.labels();
        if (known.length > 0) {
            return new KnownLabels<>(family, k, rows, known);
        }
        if (isAsked(RANDOM_ROWS)) {
            return RandomRows.of(family, k, rows);
        }
        Initializer<MixtureParameters<P>> clusters = KMeansPlusPlus.of(family, k, rows);
        return isAsked(HIERARCHICAL) ? random -> Agglomeration.of(rows).start(family, k) : clusters;
    }

    private boolean isAsked(Path start) {
        return options.start.filter(start::equals).isPresent();
    }
}
