package org.em4j.cli;

import org.em4j.cli.fit.FitConfirmatory;
import org.em4j.cli.fit.FitFactorMixture;
import org.em4j.cli.fit.FitFactors;
import org.em4j.cli.fit.FitMixture;
import org.em4j.cli.fit.FitPpca;
import org.em4j.cli.latent.FitClasses;
import org.em4j.cli.latent.FitRegression;
import org.em4j.cli.sequence.FitHiddenMarkov;
import org.em4j.cli.sequence.FitStates;
import picocli.CommandLine.Command;

/** The models that can be fitted. */
@Command(
        name = "fit",
        description = "Fit a model to the columns of a CSV file.",
        footer = "./em fit gmm data/iris.csv --components 3",
        subcommands = {
            FitMixture.class,
            FitFactors.class,
            FitConfirmatory.class,
            FitPpca.class,
            FitFactorMixture.class,
            FitClasses.class,
            FitRegression.class,
            FitHiddenMarkov.class,
            FitStates.class
        })
final class FitCommand {}
