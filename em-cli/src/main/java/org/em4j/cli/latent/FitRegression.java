package org.em4j.cli.latent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code em fit regression}. */
@Command(
        name = "regression",
        description = "Fit a line of its own in each of several classes: a mixture of regressions.",
        sortOptions = false,
        footer = "./em fit regression data/tone.csv --response tuned --classes 2")
public final class FitRegression extends FitLatentClasses {
    @Mixin
    private RegressionOptions kinds;

    @Override
    ClassOptions kinds() {
        return kinds;
    }
}
