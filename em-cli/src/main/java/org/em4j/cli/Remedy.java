package org.em4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.DegenerateException;

/**
 * A change of the command that may make a degenerate fit work.
 *
 * @param options what to change, as it is typed
 * @param fit the fit that the changed command would make
 */
record Remedy(String options, Supplier<Fit<?>> fit) {
    /** Searching takes a few fits; on more rows than this that is for the user to decide. */
    static final int FEW_ROWS = 20_000;

    /** The first that works, if any does; whoever names a remedy has tried it. */
    static Optional<Remedy> firstThatWorks(List<Remedy> remedies) {
        return remedies.stream().filter(Remedy::works).findFirst();
    }

    private boolean works() {
        try {
            return fit.get() instanceof Fit.Converged;
        } catch (DegenerateException | InvalidDataException e) {
            return false;
        }
    }

    /** The columns without some, as an option. */
    static Optional<String> without(List<Integer> columns, List<String> names) {
        boolean nameable = names.stream().noneMatch(name -> name.contains(","));
        List<String> rest = new ArrayList<>(names);
        columns.forEach(j -> rest.remove(names.get(j)));
        return columns.isEmpty() || rest.isEmpty() || !nameable
                ? Optional.empty()
                : Optional.of(String.join(",", rest));
    }
}
