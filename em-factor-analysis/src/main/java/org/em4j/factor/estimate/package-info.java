/**
 * Maximum-likelihood factor analysis. Start with {@link org.em4j.factor.estimate.FactorAnalysisEstimator}: rows, or
 * their moments, go in, and a {@link org.em4j.factor.estimate.FactorEstimate} comes out, which says whether there is a
 * maximum, a Heywood case or several maxima, and goes on to {@link org.em4j.factor.report.FactorSolution}. EM is
 * finished by Newton's method on the profile likelihood, or, for rows with gaps, by a quasi-Newton method on the
 * likelihood of what is observed.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows tests = Table.read(Path.of("data/holzinger_swineford.csv"), List.of("x1", "x2", "x3", "x4", "x5", "x6")).rows();
 * FactorEstimate estimate = new FactorAnalysisEstimator(2).heywood(new Heywood.Bound(0.005)).fit(tests);
 * System.out.println(estimate.fit().describe() + ", BIC " + estimate.fitted().criteria().bic());
 * var components = new ProbabilisticPcaEstimator(2).fit(tests);
 * }</pre>
 */
@NullMarked
package org.em4j.factor.estimate;

import org.jspecify.annotations.NullMarked;
