package org.em4j.cli.latent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code em fit lca}. */
@Command(
        name = "lca",
        description = "Fit latent classes to columns of answers, and of counts and measurements.",
        sortOptions = false,
        footer = "./em fit lca data/gss82.csv --weights people --classes 3")
public final class FitClasses extends FitLatentClasses {
    @Mixin
    private KindOptions.OfClasses kinds;

    @Override
    ClassOptions kinds() {
        return kinds;
    }
}
