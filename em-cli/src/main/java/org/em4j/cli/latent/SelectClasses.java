package org.em4j.cli.latent;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code em select lca}. */
@Command(
        name = "lca",
        description = "How many latent classes: BIC, AIC.",
        sortOptions = false,
        footer = "./em select lca data/gss82.csv --weights people --classes 1..4")
public final class SelectClasses extends SelectLatentClasses {
    @Mixin
    private KindOptions.OfClasses kinds;

    @Override
    ClassOptions kinds() {
        return kinds;
    }
}
