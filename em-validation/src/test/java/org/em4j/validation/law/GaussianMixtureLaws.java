package org.em4j.validation.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.gmm.covariance.Constraint;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.CovarianceStructure;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Symmetry;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.jqwik.EmLaws;

/** Gaussian mixtures of every covariance family. */
public class GaussianMixtureLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size, CovarianceFamily.FULL);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ImputationsFollowTheDensity.class);
    }

    @Property(tries = 4200, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForEveryFamily(
            @ForAll("laws") Law law, @ForAll("sizes") Size size, @ForAll("families") CovarianceFamily<?, ?> family) {
        Trial.of(law, example(size, family));
    }

    @Provide
    Arbitrary<CovarianceFamily<?, ?>> families() {
        return Arbitraries.of(CovarianceFamily.all());
    }

    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            ModelCase<
                            double[],
                            MixtureParameters<P>,
                            ComponentPosterior<MissingValuePosterior>,
                            MixtureStatistics<Sums, S>>
                    example(Size size, CovarianceFamily<P, S> family) {
        RandomGenerator random = size.random();
        int k = size.k();
        double[] weights = size.mixture(random, () -> 0).weights();
        double[][] means = new double[k][];
        double[][][] covariances = new double[k][][];
        for (int c = 0; c < k; c++) {
            means[c] = Size.numbers(size.d(), 2, size.offset(), random);
            covariances[c] = covariance(size.d(), random);
        }
        List<double[]> rows = size.rows(random);
        return new ModelCase<>(
                        family + " Gaussian mixture of " + k,
                        family.mixture(k, size.d()),
                        rows,
                        size.weights(random),
                        family.parameters(weights, means, covariances))
                .withSymmetries(symmetries(size, family));
    }

    /** Those that lose no digits, however the rows are strained. */
    public static <P extends MultivariateNormal> List<Symmetry<double[], MixtureParameters<P>>> exactSymmetries(
            int d, CovarianceFamily<P, ?> family) {
        return Stream.of(Affine.unit(d), Affine.backwards(d))
                .map(change -> symmetry(change, family))
                .toList();
    }

    private static <P extends MultivariateNormal> List<Symmetry<double[], MixtureParameters<P>>> symmetries(
            Size size, CovarianceFamily<P, ?> family) {
        int d = size.d();
        CovarianceStructure structure = family.structure();
        List<Affine> changes = new ArrayList<>(List.of(Affine.shift(d), Affine.unit(d), Affine.backwards(d)));
        boolean turns = structure.orientation() != Constraint.IDENTITY;
        boolean anyMatrix = turns && structure.shape() == structure.orientation();
        if (anyMatrix || (!turns && structure.shape() != Constraint.IDENTITY)) {
            changes.add(Affine.units(d));
        }
        if ((turns || structure.shape() == Constraint.IDENTITY)
                && size.offset() == 0) { // far off, turning rounds the means away
            changes.add(Affine.rotation(d));
        }
        return changes.stream().map(change -> symmetry(change, family)).toList();
    }

    static <P extends MultivariateNormal> Symmetry<double[], MixtureParameters<P>> symmetry(
            Affine change, CovarianceFamily<P, ?> family) {
        return change.of(theta -> family.parameters(
                theta.weights(),
                theta.components().stream().map(c -> change.mean(c.mean())).toArray(double[][]::new),
                theta.components().stream()
                        .map(c -> change.covariance(c.covariance()))
                        .toArray(double[][][]::new)));
    }

    static double[][] covariance(int d, RandomGenerator random) {
        double[][] a = new double[d][];
        Arrays.setAll(a, i -> Size.numbers(d, 1, 0, random));
        double[][] c = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                c[i][j] = i == j ? 0.5 : 0;
                for (int l = 0; l < d; l++) {
                    c[i][j] += a[i][l] * a[j][l] / d;
                }
            }
        }
        return c;
    }
}
