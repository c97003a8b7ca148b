package org.em4j.cli;

import org.em4j.cli.fit.SelectFactors;
import org.em4j.cli.fit.SelectMixture;
import org.em4j.cli.latent.SelectClasses;
import org.em4j.cli.latent.SelectRegression;
import org.em4j.cli.sequence.SelectStates;
import picocli.CommandLine.Command;

/** The models whose size can be chosen. */
@Command(
        name = "select",
        description = "Fit a model in several sizes, and compare them.",
        footer = "./em select gmm data/faithful.csv --components 1..5",
        subcommands = {
            SelectMixture.class,
            SelectFactors.class,
            SelectClasses.class,
            SelectRegression.class,
            SelectStates.class
        })
final class SelectCommand {}
