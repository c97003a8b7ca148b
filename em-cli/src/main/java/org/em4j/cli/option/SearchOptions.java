package org.em4j.cli.option;

import java.util.Optional;
import org.em4j.cli.terminal.Console;
import picocli.CommandLine.Option;

/** What is asked besides of a model whose likelihood may have several maxima: from how many starts they are searched. */
public class SearchOptions extends FitOptions {
    @Option(
            names = "--restarts",
            description =
                    "Number of starts; the most promising are followed to the end, the best is kept. Default: 1; of fa, lca, regression and hmm, 10.")
    private Optional<Integer> restarts = Optional.empty();

    @Override
    public void check() {
        super.check();
        restarts.ifPresent(number -> require(number >= 1, "--restarts are one or more, not " + number));
    }

    /** Says that a file is one start, where several are asked for. */
    public void sayOneStart(Console console) {
        if (starts(1) > 1) {
            console.say("the file of --start is one start, and --restarts does nothing beside it; leave --start out to"
                    + " search from several");
        }
    }

    /** The number of starts that was asked for, or another. */
    public int starts(int otherwise) {
        return restarts.orElse(otherwise);
    }
}
