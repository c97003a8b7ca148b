package org.em4j.cli.fit;

import java.util.Optional;
import org.em4j.cli.option.MixtureOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;

/** A Gaussian mixture to be fitted from starts of its own, as the command line asks for them. */
record MixtureTask<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        CovarianceFamily<P, S> family,
        int k,
        GaussianMixtureEstimator estimation,
        SearchOptions options,
        MixtureOptions mixtureOptions) {
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
    MixtureTask<?, ?> ofFamily(CovarianceFamily<?, ?> otherFamily, int otherK) {
        return new MixtureTask<>(otherFamily, otherK, estimation, options, mixtureOptions);
    }

    /** The same under other assumptions, or on other rows. */
    MixtureTask<P, S> ofEstimation(GaussianMixtureEstimator other) {
        return new MixtureTask<>(family, k, other, options, mixtureOptions);
    }

    /** The best fit of as many starts as are asked for. */
    Fit<?> fit() {
        return search(options.em(), options.starts(1)).best();
    }

    /** What is found from so many starts. */
    Optima<GaussianMixture<P, S>> search(Em em, int starts) {
        return search(em, MixtureOptions.named(options.start), starts);
    }

    /** The same from starts of one kind, or of all. */
    Optima<GaussianMixture<P, S>> search(Em em, Optional<Start> kind, int starts) {
        Restarts restarts = new Restarts(starts, options.seed).threads(options.threads);
        return mixtureOptions.search(estimation, kind, restarts).run(em, family, k);
    }
}
