package org.em4j.cli.task;

import java.util.List;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.fit.Em;
import org.em4j.core.model.Degeneracy;

/**
 * One fit, as the command line asks for it: options and table, read and checked. It is fitted, what comes of that is reported, and
 * neither calls back.
 *
 * @param <F> what comes of the fit
 */
public interface FitTask<F> {
    /** Names of the columns that are fitted. */
    List<String> columns();

    /** Number of observations. */
    long observations();

    /**
     * Fits.
     *
     * @param em settings of EM
     */
    F fit(Em em);

    /**
     * What is to be said, drawn and written of a fit.
     *
     * @param finish leaves out what a run that is cancelled has no time for
     */
    FitReport report(F fit, Finish finish);

    /** What is worth trying after a degenerate fit, the smallest change first. */
    List<Remedy> remedies(Degeneracy degeneracy);
}
