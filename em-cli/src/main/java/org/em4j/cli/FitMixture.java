package org.em4j.cli;

import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.KMeansPlusPlus;
import org.em4j.gmm.Normal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit gmm}. */
@Command(name = "gmm", description = "Fit a Gaussian mixture.", mixinStandardHelpOptions = true, sortOptions = false)
final class FitMixture extends PrintingCommand {
    @Mixin
    private FitOptions options;

    @Option(names = "--components", paramLabel = "K", description = "Number of components.")
    private Optional<Integer> components = Optional.empty();

    @Option(
            names = "--covariance",
            description = "full, tied, diag or spherical (VVV, EEE, VVI, VII). Default: ${DEFAULT-VALUE}.")
    private String covariance = "full";

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, () -> fit(ModelFile.family(covariance)));
    }

    private <P extends Normal, S extends Statistics<S>> int fit(CovarianceFamily<P, S> family) {
        Table table = options.table(console);
        Rows rows = table.rows();
        Optional<MixtureParameters<P>> start = options.start.map(file -> start(ModelFile.read(file), family, rows));
        int k = start.map(s -> s.weights().length)
                .or(() -> components)
                .orElseThrow(() -> new InvalidDataException("say how many components, with --components"));
        requireEnough(family, k, rows);
        return new FitRun<MixtureParameters<P>>(console, options, table)
                .run(
                        em -> fit(em, family, k, rows, start),
                        theta -> report(new GaussianMixture<>(family, theta), table));
    }

    private <P extends Normal, S extends Statistics<S>> Fit<MixtureParameters<P>> fit(
            Em em, CovarianceFamily<P, S> family, int k, Rows rows, Optional<MixtureParameters<P>> start) {
        Observations<double[]> data = rows.threads(options.threads);
        var model = family.mixture(k, rows.columns());
        return start.map(theta -> em.fit(model, data, theta))
                .orElseGet(() -> new Restarts(options.restarts, options.seed)
                        .best(KMeansPlusPlus.of(family, k, rows), theta -> em.fit(model, data, theta)));
    }

    private <P extends Normal, S extends Statistics<S>> MixtureParameters<P> start(
            ModelFile file, CovarianceFamily<P, S> family, Rows rows) {
        GaussianMixture<P, S> mixture = file.mixture(family);
        file.requireColumns(mixture.columns(), rows);
        if (components.isPresent() && components.get() != mixture.size()) {
            throw new InvalidDataException(file.file() + " starts " + mixture.size()
                    + " components, --components asks for " + components.get());
        }
        return mixture.theta();
    }

    private static void requireEnough(CovarianceFamily<?, ?> family, int k, Rows rows) {
        if (k < 1) {
            throw new InvalidDataException("a mixture has at least one component, not " + k);
        }
        if (rows.size() < k) {
            throw new InvalidDataException(rows.size() + " rows for " + k + " components; use fewer components");
        }
        boolean dense = family.equals(CovarianceFamily.FULL) || family.equals(CovarianceFamily.TIED);
        int needed = dense ? rows.columns() + 1 : 2;
        if (rows.size() < needed) {
            throw new InvalidDataException(rows.size() + " rows cannot determine a " + family + " covariance of "
                    + rows.columns() + " columns, which takes at least " + needed
                    + (dense ? "; use fewer columns, or --covariance diag" : ""));
        }
    }

    private static FitRun.Report report(GaussianMixture<?, ?> mixture, Table table) {
        return new FitRun.Report(
                ModelFile.of(mixture, table.columns()),
                mixture.freeParameters(),
                fit -> mixture.summary(fit, table.rows(), table.columns()));
    }
}
