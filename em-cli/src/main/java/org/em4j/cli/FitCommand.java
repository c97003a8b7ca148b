package org.em4j.cli;

import picocli.CommandLine.Command;

/** The models that can be fitted. */
@Command(
        name = "fit",
        description = "Fit a model to the columns of a CSV file.",
        subcommands = {FitMixture.class, FitFactors.class, FitConfirmatory.class, FitPpca.class, FitFactorMixture.class
        })
final class FitCommand {}
