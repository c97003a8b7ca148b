package org.em4j.cli.option;

import java.util.Optional;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.online.Incremental;
import org.em4j.core.fit.online.Stepwise;
import picocli.CommandLine.Option;

/** What is asked besides of a model whose E-step reads all rows: whether its parameters move before it has read them. */
public final class OnlineOptions extends SearchOptions {
    private static final int PASSES = 10;

    /** Kinds of online EM. */
    public enum Online {
        /** Statistics move towards each block's. */
        stepwise,
        /** Each block's old statistics are replaced. */
        incremental
    }

    @Option(
            names = "--online",
            description = "Begin with passes after each block of which the parameters move, and let EM finish:"
                    + " ${COMPLETION-CANDIDATES}. Pays for many rows.")
    private Optional<Online> online = Optional.empty();

    @Option(names = "--passes", description = "Passes of --online at most. Default: " + PASSES + ".")
    private Optional<Integer> passes = Optional.empty();

    @Override
    public void check() {
        super.check();
        passes.ifPresent(number -> {
            require(online.isPresent(), "--passes are those of --online; say which, stepwise or incremental");
            require(number >= 1, "--passes are one or more, not " + number);
        });
    }

    @Override
    public Em fitting() {
        int most = passes.orElse(PASSES);
        return online.map(kind -> switch (kind) {
                    case stepwise -> em().online(new Stepwise(most, seed));
                    case incremental -> em().online(new Incremental(most, seed));
                })
                .orElseGet(this::em);
    }
}
