package org.em4j.cli.apply;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.cli.model.FittedModel;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.gmm.GaussianMixture;
import org.em4j.io.Decimal;
import org.em4j.json.ModelFile;
import org.em4j.report.text.MixtureText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em conditional}. */
@Command(
        name = "conditional",
        description =
                "The mixture of the other columns of a Gaussian mixture, given what some are; without --given, whatever"
                        + " they are: the marginal.",
        footer = "./em conditional iris.json --given Sepal.Length=5.1")
public final class ConditionalCommand extends PrintingCommand {
    @Parameters(paramLabel = "MODEL.json", description = "What a fit wrote with --model.")
    private Path file;

    @Option(names = "--given", split = ",", paramLabel = "COLUMN=VALUE", description = "What columns are.")
    private List<String> equations = List.of();

    @Option(names = "--of", split = ",", paramLabel = "COLUMN", description = "Columns to keep; default: all others.")
    private List<String> kept = List.of();

    @Option(
            names = "--model",
            paramLabel = "OUT.json",
            description = "Write the mixture here, for other commands to read.")
    private Optional<Path> model;

    @Override
    public Integer call() {
        model.ifPresent(OutputFiles::requireWritable);
        ModelFile read = ModelFile.read(file);
        GaussianMixture<?, ?> whole = FittedModel.of(read)
                .gaussian()
                .orElseThrow(() -> read.wrong("is no Gaussian mixture; em impute fills in rows under any model"));
        List<String> columns = read.columns(whole.columns());
        double[] x = new double[columns.size()];
        Arrays.fill(x, Double.NaN);
        for (String equation : equations) {
            give(equation, x, columns);
        }
        List<String> others = IntStream.range(0, x.length)
                .filter(j -> Double.isNaN(x[j]))
                .mapToObj(columns::get)
                .toList();
        if (others.isEmpty()) {
            throw new InvalidDataException("all columns are given, and none is left; em score has the density of rows");
        }
        List<String> of = kept.isEmpty() ? others : kept.stream().distinct().toList();
        int[] places = of.stream().mapToInt(name -> indexOf(name, others)).toArray();
        GaussianMixture<?, ?> slice = whole.conditional(x).marginal(places);
        console.out().print(MixtureText.table(slice, of));
        console.out().flush();
        model.ifPresent(path -> OutputFiles.write(
                path, ModelFile.of(slice, "full", of, read.labels()).toPrettyString() + "\n"));
        return 0;
    }

    private static int indexOf(String name, List<String> columns) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw new InvalidDataException(
                    "there is no column \"" + name + "\" to choose; there are " + String.join(", ", columns));
        }
        return at;
    }

    private static void give(String equation, double[] x, List<String> columns) {
        int equals = equation.lastIndexOf('=');
        if (equals < 0) {
            throw new InvalidDataException("--given takes COLUMN=VALUE, not " + equation);
        }
        int j = indexOf(equation.substring(0, equals), columns);
        double value = Decimal.parse(equation.substring(equals + 1).strip());
        if (!Double.isFinite(value)) {
            throw new InvalidDataException("--given " + equation + " gives no finite number");
        }
        if (!Double.isNaN(x[j])) {
            throw new InvalidDataException("--given has column \"" + columns.get(j) + "\" twice");
        }
        x[j] = value;
    }
}
