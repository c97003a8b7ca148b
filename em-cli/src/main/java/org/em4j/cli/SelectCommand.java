package org.em4j.cli;

import picocli.CommandLine.Command;

/** The models whose size can be chosen. */
@Command(
        name = "select",
        description = "Fit a model in several sizes, and compare them.",
        subcommands = {SelectMixture.class, SelectFactors.class})
final class SelectCommand {}
