package org.em4j.validation.law;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.em4j.factor.structural.model.Completion;
import org.em4j.factor.structural.model.GroupMoments;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.syntax.FactorPattern;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.jqwik.EmLaws;

/** Factors that correlate, loadings of which some are zero, with rows that have gaps and rows that have none. */
public class StructuralModelLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ProbabilitiesSumToOne.class, ComponentsHaveNoNames.class, ImputationsFollowTheDensity.class);
    }

    /** Its M-step is a search, of a fraction of a millisecond a step. */
    @Override
    protected Size largest() {
        return new Size(40, 5, 2, 1e6, true, Long.MAX_VALUE);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsWhereValuesAreMissing(@ForAll("laws") Law law, @ForAll("sizes") Size size) {
        ModelCase<double[], double[], Completion, GroupMoments> complete = example(size);
        RandomGenerator random = size.random();
        List<double[]> rows = complete.data().stream()
                .map(x -> MissingValueLaws.knockedOut(x, random))
                .toList();
        Trial.of(law, complete.on(rows, complete.weights()).withSymmetries(List.of()));
    }

    static ModelCase<double[], double[], Completion, GroupMoments> example(Size size) {
        RandomGenerator random = size.random();
        int d = size.d();
        int q = Math.min(size.k(), d);
        List<String> columns = IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
        Map<String, List<String>> factors = new LinkedHashMap<>();
        for (int a = 0; a < q; a++) {
            int factor = a;
            factors.put(
                    "f" + a,
                    IntStream.range(0, d)
                            .filter(j -> j % q == factor || random.nextInt(4) == 0)
                            .mapToObj(columns::get)
                            .toList());
        }
        Specification s =
                new FactorPattern(factors, Correlation.FREE).specification(columns, Specification.Means.SATURATED);
        double[] theta = new double[s.parameters().size()];
        for (int k = 0; k < theta.length; k++) {
            Term t = s.termsOf(k).get(0);
            theta[k] = switch (t.kind()) {
                case LOADING, REGRESSION -> Size.numbers(1, 1, 0, random)[0];
                case COVARIANCE -> t.isVariance() ? 0.2 + random.nextDouble() : 0.3;
                case INTERCEPT -> Size.numbers(1, 1, size.offset(), random)[0];
            };
        }
        return new ModelCase<>(
                        "structural model with " + q + " factors",
                        new StructuralModel(s),
                        size.rows(random),
                        size.weights(random),
                        theta)
                .withSymmetries(List.of(
                        Affine.shift(d).of(p -> changed(Affine.shift(d), s, p)),
                        Affine.units(d).of(p -> changed(Affine.units(d), s, p))));
    }

    /** Loadings, residual variances and means in other units, about another origin. */
    private static double[] changed(Affine change, Specification s, double[] theta) {
        double[] changed = theta.clone();
        Arrays.setAll(changed, k -> {
            Term t = s.termsOf(k).get(0);
            int j = t.row();
            if (j >= s.columns().size()) {
                return theta[k];
            }
            double unit = change.a()[j][j];
            return switch (t.kind()) {
                case LOADING, REGRESSION -> unit * theta[k];
                case COVARIANCE -> unit * unit * theta[k];
                case INTERCEPT -> unit * theta[k] + change.b()[j];
            };
        });
        return changed;
    }
}
