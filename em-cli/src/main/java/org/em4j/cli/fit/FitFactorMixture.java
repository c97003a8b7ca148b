package org.em4j.cli.fit;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.task.FactorMixtureTask;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.search.Restarts;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.mixture.FactorMixtureEstimator;
import org.em4j.factor.mixture.FactorMixtureEstimator.Noise;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.io.Table;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit mfa}. */
@Command(
        name = "mfa",
        description = "Fit a mixture of factor analysers, or of probabilistic PCAs (--psi isotropic).",
        sortOptions = false,
        footer = "./em fit mfa data/iris.csv --components 3 --factors 1")
public final class FitFactorMixture extends TaskCommand {
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
    protected FitOptions options() {
        return options;
    }

    @Override
    protected FactorMixtureTask task() {
        options.start.ifPresent(file -> options.sayOneStart(console));
        Table table = options.table(console);
        Rows rows = table.rows();
        FactorInput.requireData(rows, "give the rows it was made from");
        Optional<FactorMixture> start = options.start.map(file -> start(ModelFile.read(file), rows));
        int k = start.map(FactorMixture::size).or(() -> components).orElseThrow(() -> missing("components"));
        int q = start.map(s -> s.family().component().q()).or(() -> factors).orElseThrow(() -> missing("factors"));
        requireFreeNoise();
        FactorMixtureEstimator estimator = new FactorMixtureEstimator(k, q)
                .noise(psi == Psi.isotropic ? Noise.ISOTROPIC : Noise.DIAGONAL)
                .shared(start.map(s -> s.family().parts()).orElse(shared))
                .heywood(heywood)
                .restarts(new Restarts(options.starts(1)));
        return new FactorMixtureTask(table, estimator, start, options.em(), options.execution(), options::table);
    }

    private static OptionException missing(String what) {
        return new OptionException("say how many " + what + ", with --" + what);
    }

    private void requireFreeNoise() {
        if (psi == Psi.isotropic && !(heywood instanceof Heywood.Report)) {
            throw new OptionException("--heywood is for --psi diagonal; one noise variance for all columns does not"
                    + " fall to zero by itself");
        }
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
        return mixture;
    }
}
