package org.em4j.report.text;

import org.em4j.core.fit.Fit;
import org.em4j.core.inference.InformationCriteria;

/** How a fit ended, and how good it is: the lines that every page begins with. */
final class Ending {
    private Ending() {}

    /** What there is no trace of has no audit and no likelihood. */
    static String of(Fit<?> fit, InformationCriteria criteria) {
        return fit.describe() + "\n"
                + (fit.trace().entries().isEmpty() ? "" : fit.trace().describeAudit() + "\n" + criteria + "\n");
    }
}
