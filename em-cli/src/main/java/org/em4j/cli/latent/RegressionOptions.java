package org.em4j.cli.latent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Console;
import org.em4j.core.data.InvalidDataException;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which column is regressed on which. */
final class RegressionOptions implements ClassOptions {
    @Option(
            names = "--response",
            paramLabel = "NAME",
            required = true,
            description = "Column whose mean is a line in others, one in each class, with normal errors.")
    private String response = "";

    @Option(
            names = "--on",
            paramLabel = "NAMES",
            description =
                    "Columns that the line is in; names as in --columns. Default: all but the response and --covariates.")
    private List<String> on = List.of();

    @Mixin
    private CovariateOptions covariates;

    @Override
    public String called() {
        return "Mixture of linear regressions";
    }

    @Override
    public CovariateOptions covariates() {
        return covariates;
    }

    @Override
    public Table all(RunOptions options, Console console) {
        Set<String> names = new LinkedHashSet<>(TableOptions.names(on));
        names.addAll(covariates.names());
        names.add(response);
        return options.table(
                console,
                columns ->
                        on.isEmpty() ? columns : Columns.of(List.copyOf(names)).except(columns.except()));
    }

    @Override
    public List<String> given(Table table) {
        List<String> given = new ArrayList<>(table.columns());
        given.remove(response);
        return given;
    }

    /** The columns that the line is in. */
    private List<String> line(Table table) {
        List<String> line = on.isEmpty()
                ? given(table)
                : new ArrayList<>(
                        new Columns.Choice(TableOptions.names(on), false).among(table.columns(), table.columns()));
        if (on.isEmpty()) {
            line.removeAll(covariates.among(table));
        }
        return line;
    }

    @Override
    public MixedColumns of(Table table) {
        List<String> names = table.columns();
        if (!names.contains(response)) {
            throw new InvalidDataException(
                    0, response, "the response is not among the columns, which are " + String.join(", ", names));
        }
        List<String> line = line(table);
        if (line.isEmpty() || line.contains(response)) {
            throw new InvalidDataException(
                    0, response, "is regressed on other columns, one at least; name them with --on");
        }
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            String name = names.get(j);
            KindOptions.requireSpread(table.rows(), j, name);
            columns.add(
                    name.equals(response) ? Column.number(name, line) : KindOptions.covariate(table.rows(), j, name));
        }
        return new MixedColumns(columns);
    }
}
