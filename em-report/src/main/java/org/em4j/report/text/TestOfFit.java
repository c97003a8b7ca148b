package org.em4j.report.text;

import java.util.Locale;
import java.util.Optional;
import org.em4j.factor.report.FitStatistics;

/** Two lines on how far a factor model is from the data. */
final class TestOfFit {
    private TestOfFit() {}

    /** Bartlett's correction first, as in exploratory analyses. */
    static String corrected(FitStatistics s) {
        return untested(s)
                .orElseGet(() -> String.format(
                                Locale.ROOT,
                                "chi-square %.4f on %d degrees of freedom (Bartlett's correction), p = %.4g\nuncorrected %.4f   ",
                                s.bartlett(),
                                s.degreesOfFreedom(),
                                s.pValue(s.bartlett()),
                                s.chiSquare())
                        + indices(s));
    }

    /** The likelihood ratio itself first, as of structural models. */
    static String uncorrected(FitStatistics s) {
        return untested(s)
                .orElseGet(() -> String.format(
                                Locale.ROOT,
                                "chi-square %.4f on %d degrees of freedom, p = %.4g (with Bartlett's correction %.4f, p = %.4g)\n",
                                s.chiSquare(),
                                s.degreesOfFreedom(),
                                s.pValue(s.chiSquare()),
                                s.bartlett(),
                                s.pValue(s.bartlett()))
                        + indices(s));
    }

    private static Optional<String> untested(FitStatistics s) {
        int df = s.degreesOfFreedom();
        if (df > 0) {
            return Optional.empty();
        }
        return Optional.of(
                df < 0
                        ? "not identified by what is observed, with " + df
                                + " degrees of freedom: the estimates are one choice of many, of the same likelihood\n"
                        : String.format(
                                Locale.ROOT,
                                "no degrees of freedom are left for a test of fit; SRMR %.4f\n",
                                s.srmr()));
    }

    private static String indices(FitStatistics s) {
        double[] interval = s.rmseaInterval();
        return String.format(
                Locale.ROOT,
                "RMSEA %.4f (90 %% interval %.4f to %.4f)   CFI %.4f   TLI %.4f   SRMR %.4f\n",
                s.rmsea(),
                interval[0],
                interval[1],
                s.cfi(),
                s.tli(),
                s.srmr());
    }
}
