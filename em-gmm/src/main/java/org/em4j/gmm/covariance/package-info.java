/**
 * The fourteen families of covariances {@code Σ_k = λ_k D_k A_k D_kᵀ}, with volumes λ, shapes A and orientations D
 * equal, variable or axis-parallel (Banfield and Raftery 1993; Celeux and Govaert 1995). Use the constants of {@link
 * org.em4j.gmm.covariance.CovarianceFamily}. The joint M-step of tied covariances is {@code SharedCovariances}; it
 * hands volumes and shapes to {@code VolumesAndShapes} and common orientations to {@code CommonPrincipalComponents}.
 *
 * <p>API.
 *
 * <pre>{@code
 * CovarianceFamily<FullNormal, Moments> family = CovarianceFamily.VEV; // equal shapes, all else varies
 * Rows iris = Table.read(Path.of("data/iris.csv")).rows();
 * System.out.println(new GaussianMixtureEstimator<>(family, 2).fit(iris).fit().describe());
 * }</pre>
 */
@NullMarked
package org.em4j.gmm.covariance;

import org.jspecify.annotations.NullMarked;
