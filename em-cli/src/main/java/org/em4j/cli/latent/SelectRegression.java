package org.em4j.cli.latent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code em select regression}. */
@Command(
        name = "regression",
        description = "How many lines of a mixture of regressions: BIC, AIC.",
        sortOptions = false,
        footer = "./em select regression data/tone.csv --response tuned --classes 1..4")
public final class SelectRegression extends SelectLatentClasses {
    @Mixin
    private RegressionOptions kinds;

    @Override
    ClassOptions kinds() {
        return kinds;
    }
}
