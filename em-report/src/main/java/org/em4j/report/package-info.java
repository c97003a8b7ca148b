/**
 * Pages that need nothing else: {@link org.em4j.report.FitPage} of a fit or a choice among fits, {@link
 * org.em4j.report.Report} of the reproduction of a paper, with formulas typeset and pictures as SVG. What is drawn
 * comes from {@link org.em4j.report.figure} and from the runs of {@link org.em4j.validation.reproduce}; files are
 * written by the caller.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release. The command line
 * is its user.
 */
@NullMarked
package org.em4j.report;

import org.jspecify.annotations.NullMarked;
