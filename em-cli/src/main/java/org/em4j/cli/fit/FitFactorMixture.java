package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.cli.option.CoverageJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.inference.Fitted;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.mixture.ClusteredStart;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.mixture.FactorMixtureFit;
import org.em4j.factor.mixture.FactorMixtureSearch;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.io.Table;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.figure.MixtureFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit mfa}. */
@Command(
        name = "mfa",
        description = "Fit a mixture of factor analysers, or of probabilistic PCAs (--psi isotropic).",
        sortOptions = false)
public final class FitFactorMixture extends PrintingCommand {
    /** Starts that a remedy takes. */
    private static final int STARTS = 10;

    /** Forms of the noise's covariance, Ψ. */
    enum Psi {
        /** A uniqueness to each column. */
        diagonal,
        /** One variance for all columns. */
        isotropic
    }

    @Mixin
    private SearchOptions options;

    @Option(
            names = {"-k", "--components"},
            paramLabel = "K",
            description = "Number of components.")
    private Optional<Integer> components = Optional.empty();

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors of each component.")
    private Optional<Integer> factors = Optional.empty();

    @Option(
            names = "--psi",
            description =
                    "Covariance of the noise: diagonal, a uniqueness to each column, or isotropic, one variance for"
                            + " all. Default: ${DEFAULT-VALUE}.")
    private Psi psi = Psi.diagonal;

    @Option(
            names = "--share",
            split = ",",
            description = "What the components have in common: loadings, noise, or loadings,noise. Default: nothing.")
    private Set<Part> shared = EnumSet.noneOf(Part.class);

    @Option(
            names = "--heywood",
            converter = FactorOptions.Policy.class,
            description =
                    "What is done about uniquenesses that fall to zero: report them, keep them above a part of the"
                            + " column's variance with bound(0.005), or give them a prior of so many rows with prior(1)."
                            + " Default: report.")
    private Heywood heywood = new Heywood.Report();

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        options.start.ifPresent(file -> options.sayOneStart(console));
        Table table = options.table(console);
        Rows rows = table.rows();
        FactorInput.requireData(rows, "give the rows it was made from");
        Optional<FactorMixture> start = options.start.map(file -> start(ModelFile.read(file), rows));
        int k = start.map(FactorMixture::size).or(() -> components).orElseThrow(() -> missing("components"));
        int q = start.map(s -> s.family().component().q()).or(() -> factors).orElseThrow(() -> missing("factors"));
        SharedFactors family = start.map(FactorMixture::family).orElseGet(() -> family(shared, heywood, q, rows));
        return new FitRun(console, options, table, degeneracy -> remedies(degeneracy, family, k, table)).run(em -> {
            if (start.isPresent()) {
                FactorMixture from = start.get();
                FactorMixtureFit fit = new FactorMixtureSearch(family, rows, em)
                        .decide(em.fit(from.model(), rows.threads(options.threads), from.theta()));
                return finish -> result(fit, family, table);
            }
            Optima<MixtureParameters<FactorParameters>> found = search(em, family, k, rows, options.starts(1));
            FactorMixtureFit best = new FactorMixtureSearch(family, rows, em).decide(found.best());
            return finish -> result(best, family, table).of(found);
        });
    }

    private static OptionException missing(String what) {
        return new OptionException("say how many " + what + ", with --" + what);
    }

    private SharedFactors family(Set<Part> parts, Heywood policy, int q, Rows rows) {
        int d = rows.columns();
        int most = psi == Psi.isotropic ? d - 1 : d;
        if (q < 1 || q > most) {
            throw new InvalidDataException(q + " factors for " + d + " columns; use 1 to " + most);
        }
        LinearFactorModel component = psi == Psi.isotropic ? new ProbabilisticPca(d, q) : new FactorAnalysis(d, q);
        return new SharedFactors(kept(component, policy, rows), parts);
    }

    /** The component, its uniquenesses kept from falling to zero. */
    private static LinearFactorModel kept(LinearFactorModel component, Heywood policy, Rows rows) {
        if (component instanceof ProbabilisticPca && !(policy instanceof Heywood.Report)) {
            throw new OptionException("--heywood is for --psi diagonal; one noise variance for all columns does not"
                    + " fall to zero by itself");
        }
        return Restrained.of(component, policy, MeanImputedMoments.of(rows));
    }

    private FactorMixture start(ModelFile file, Rows rows) {
        FactorMixture mixture = new FactorFile(file).mixture();
        LinearFactorModel component = mixture.family().component();
        file.requireColumns(component.d(), rows.columns());
        if (components.isPresent() && components.get() != mixture.size()) {
            throw file.wrong("starts " + mixture.size() + " components, --components asks for " + components.get());
        }
        if (factors.isPresent() && factors.get() != component.q()) {
            throw file.wrong("starts " + component.q() + " factors, --factors asks for " + factors.get());
        }
        if ((!shared.isEmpty() && !shared.equals(mixture.family().parts()))
                || (psi == Psi.isotropic) != component instanceof ProbabilisticPca) {
            throw file.wrong("starts " + mixture.family() + "; --psi and --share ask for something else");
        }
        LinearFactorModel kept = kept(component, heywood, rows);
        return new FactorMixture(
                new SharedFactors(kept, mixture.family().parts()),
                new MixtureParameters<>(
                        mixture.theta().weights(),
                        mixture.theta().components().stream().map(kept::within).toList()));
    }

    private Optima<MixtureParameters<FactorParameters>> search(
            Em em, SharedFactors family, int k, Rows rows, int starts) {
        if (k < 1) {
            throw new InvalidDataException("a mixture has at least one component, not " + k);
        }
        return options.search(em, family.mixture(k), rows, ClusteredStart.of(family, k, rows), starts);
    }

    /** How a fit from that many starts ends. */
    private Fit<MixtureParameters<FactorParameters>> best(SharedFactors family, int k, Rows rows, int starts) {
        Em em = options.em();
        return new FactorMixtureSearch(family, rows, em)
                .decide(search(em, family, k, rows, starts).best())
                .fit();
    }

    /** Least first: other starts, fewer columns where one is at fault, noise that is shared, fewer factors, fewer of all. */
    private List<Remedy> remedies(Degeneracy degeneracy, SharedFactors family, int k, Table table) {
        List<Remedy> remedies = new ArrayList<>();
        int q = family.component().q();
        boolean told = family.mayBeIdentified();
        if (options.start.isEmpty() && told) {
            remedies.add(new Remedy("--restarts " + STARTS, () -> best(family, k, table.rows(), STARTS)));
        }
        if (degeneracy.parts().isEmpty()) {
            Remedy.without(degeneracy.columns(), table.columns())
                    .ifPresent(columns -> remedies.add(column(columns, q, k)));
        }
        if (psi == Psi.diagonal && heywood instanceof Heywood.Report && told) {
            remedies.add(remedy("--heywood bound", shared, new Heywood.Bound(0.005), q, k, table));
        }
        Set<Part> noise = EnumSet.of(Part.NOISE);
        noise.addAll(shared);
        if (!noise.equals(shared)) {
            String option = noise.stream()
                    .map(part -> part.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(","));
            remedies.add(remedy("--share " + option, noise, heywood, q, k, table));
        }
        IntStream.iterate(q - 1, fewer -> fewer > 0, fewer -> fewer - 1)
                .filter(fewer -> family(shared, heywood, fewer, table.rows()).mayBeIdentified())
                .forEach(fewer -> remedies.add(remedy("--factors " + fewer, shared, heywood, fewer, k, table)));
        IntStream.iterate(k - 1, fewer -> fewer > 0 && told, fewer -> fewer - 1)
                .forEach(fewer -> remedies.add(remedy("--components " + fewer, shared, heywood, q, fewer, table)));
        return remedies;
    }

    private Remedy remedy(String option, Set<Part> parts, Heywood policy, int q, int k, Table table) {
        Rows rows = table.rows();
        return new Remedy(option, () -> best(family(parts, policy, q, rows), k, rows, options.starts(1)));
    }

    private Remedy column(List<String> columns, int q, int k) {
        return new Remedy("--columns " + TableOptions.typed(columns), () -> {
            Rows rows = options.table(columns).rows();
            return best(family(shared, heywood, q, rows), k, rows, options.starts(1));
        });
    }

    private FitResult result(FactorMixtureFit found, SharedFactors family, Table table) {
        Rows rows = table.rows();
        Fit<MixtureParameters<FactorParameters>> fit = found.fit();
        FactorMixture mixture = new FactorMixture(family, fit.theta());
        CovarianceCoverage coverage = CovarianceCoverage.of(rows);
        ObjectNode json = FactorFile.of(mixture, table.columns());
        CoverageJson.put(json, coverage, table.columns());
        String missing = coverage.describe(table.columns(), FactorInput.NEVER);
        return new FitResult(
                fit,
                json,
                mixture.freeParameters(),
                () -> mixture.summary(found, rows, table.columns()) + (missing.isEmpty() ? "" : "\n" + missing),
                () -> Stream.concat(
                                new MixtureFigures(
                                                table.columns(),
                                                rows.toArray(),
                                                mixture.responsibilities(rows),
                                                mixture.means(),
                                                mixture.covariances())
                                        .all().stream(),
                                Stream.of(FactorFigures.loadings(table.columns(), mixture)))
                        .toList(),
                () -> new Fitted<>(mixture.model(), rows, mixture.theta(), mixture.quantities(table.columns())));
    }
}
