package org.em4j.cli.latent;

import java.util.List;
import java.util.Optional;
import org.em4j.cli.model.FittedClasses;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.OptionException;
import org.em4j.gallery.mixed.LatentClasses;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;

/** Of which columns classes are. */
interface ClassOptions {
    /** What is said that they are, such as a latent class analysis. */
    String called();

    /** Reads what is asked, all rows of it. */
    Table all(RunOptions options, Console console);

    /** The columns of a table that others depend on. */
    List<String> given(Table table);

    /** Reads what is asked; says which rows are left out, as a column that others depend on is missing. */
    default Table table(RunOptions options, Console console) {
        Table all = all(options, console).weighed();
        Table table = all.having(given(all));
        int lacking = all.rows().size() - table.rows().size();
        if (lacking > 0) {
            console.say(lacking + (lacking == 1 ? " row is" : " rows are") + " left out for lack of a covariate");
        }
        return table;
    }

    /** The columns of a table that was read so; refuses one that is not what it is called, with the place. */
    MixedColumns of(Table table);

    /** What shares depend on. */
    CovariateOptions covariates();

    /** Classes of a table, in a number that is asked for, or those of a start. */
    default LatentClasses classes(Table table, Optional<Integer> size, Optional<FittedClasses> start) {
        MixedColumns columns = of(table);
        LatentClasses classes = start.isPresent()
                ? start.get().starting(columns, covariates().places(table), size)
                : new LatentClasses(
                        columns,
                        size.orElseThrow(() -> new OptionException("say how many classes, with --classes")),
                        covariates().of(table));
        KindOptions.requireRows(classes.size(), "classes", table.rows());
        return classes;
    }
}
