package org.em4j.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.em4j.core.fit.Em;
import org.em4j.core.inference.Bootstrap;
import picocli.CommandLine.Option;

/** What is asked besides of one model: where to start, and how sure its figures are. */
public class FitOptions extends ModelOptions {
    private static final int REPLICATES = 500;

    @Option(
            names = "--start",
            paramLabel = "START.json",
            description =
                    "Starting values: a model file. Of Gaussian mixtures also hierarchical, the clusters that mclust starts"
                            + " from, kmeans++ or random-rows; default: all of them compete.")
    public Optional<Path> start = Optional.empty();

    @Option(
            names = "--standard-errors",
            paramLabel = "METHOD",
            description = "Standard errors and 95 %% intervals: ${COMPLETION-CANDIDATES}.")
    public Optional<StandardErrorMethod> standardErrors = Optional.empty();

    @Option(
            names = "--replicates",
            description =
                    "Samples of --standard-errors bootstrap or parametric-bootstrap. Default: " + REPLICATES + ".")
    private Optional<Integer> replicates = Optional.empty();

    @Override
    public void check() {
        super.check();
        replicates.ifPresent(number -> {
            require(
                    standardErrors.filter(StandardErrorMethod::isBootstrap).isPresent(),
                    "--replicates are samples of a bootstrap; ask for one with --standard-errors bootstrap or"
                            + " parametric-bootstrap, or leave it out");
            require(number >= 2, "--replicates are two or more, not " + number);
        });
    }

    /** Settings of the fit itself; those that come of it, such as a bootstrap's, have those of {@link #em}. */
    public Em fitting() {
        return em();
    }

    /** Samples of a bootstrap, each of which is told. */
    public Bootstrap bootstrap(Runnable each) {
        return new Bootstrap(replicates.orElse(REPLICATES), each);
    }
}
