package org.em4j.cli.option;

import org.em4j.core.data.Missing;
import picocli.CommandLine.Option;

/** What cells without a number stand for. */
public final class CellOptions {
    @Option(
            names = "--missing",
            description =
                    "Take cells that are empty, NA or NaN for missing values, and use what is observed; without it"
                            + " they are refused.")
    boolean given;

    public Missing missing() {
        return given ? Missing.LATENT : Missing.REFUSED;
    }
}
