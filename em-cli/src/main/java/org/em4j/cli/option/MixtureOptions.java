package org.em4j.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.Noise;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;
import picocli.CommandLine.Option;

/** What Gaussian mixtures ask beyond other fits. */
public final class MixtureOptions {
    private static final Pattern PRIOR = Pattern.compile("mclust(?:\\(([^)]*)\\))?");

    @Option(
            names = "--prior",
            paramLabel = "PRIOR",
            description =
                    "mclust: its default conjugate prior, of the means and covariances. mclust(2): with a Dirichlet prior"
                            + " of concentration 2 on the weights. The fit maximises log-likelihood plus log prior.")
    private Optional<String> prior = Optional.empty();

    @Option(
            names = "--noise",
            description = "Beside the components, noise: rows spread evenly over the range of each column.")
    boolean noise;

    /** The way to start that {@code --start} names, unless it names a file or nothing. */
    public static Optional<Start> named(Optional<Path> start) {
        return start.flatMap(name -> Start.of(name.toString()));
    }

    /** A line for a summary, if the fit is no maximum of the likelihood. */
    public String note() {
        return prior.map(text -> "the fit maximises log-likelihood plus log prior, " + text
                        + "; BIC and its like take the log-likelihood\n")
                .orElse("");
    }

    /** Whether a fit is not the maximum of the likelihood of components alone. */
    public boolean isUsed() {
        return prior.isPresent() || noise;
    }

    /** An estimator with the prior and the noise, if they are asked for. */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixtureEstimator<P, S> set(
            GaussianMixtureEstimator<P, S> estimator) {
        GaussianMixtureEstimator<P, S> noisy = noise ? estimator.noise(Noise::over) : estimator;
        return prior.map(text -> noisy.prior(prior(text))).orElse(noisy);
    }

    /** Refuses rows that noise has no range over, before any work. */
    public void check(RowObservations rows) {
        if (noise) {
            Noise.over(rows);
        }
    }

    private static GaussianMixtureEstimator.Prior prior(String text) {
        Matcher parts = PRIOR.matcher(text.strip());
        if (!parts.matches()) {
            throw new InvalidDataException("there is no prior \"" + text
                    + "\"; choose mclust, or mclust(2) for a Dirichlet" + " prior of concentration 2 on the weights");
        }
        double concentration = parts.group(1) == null ? 1 : number(parts.group(1));
        return (CovarianceFamily<?, ?> family, int k, RowObservations rows) ->
                MixturePrior.mclust(family, k, rows).concentration(concentration);
    }

    private static double number(String text) {
        try {
            double concentration = Double.parseDouble(text);
            if (concentration >= 1 && Double.isFinite(concentration)) {
                return concentration;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidDataException(
                "a Dirichlet prior's concentration is a number from 1, which is flat, not " + text);
    }
}
