package org.em4j.factor.structural.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.estimate.EstimationProblem;
import org.em4j.core.estimate.Fingerprint;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Quantities;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.DistinctMaxima;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.structural.model.ImpliedMoments;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.SampleMap;
import org.em4j.factor.structural.model.Slopes;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;

/**
 * A structural model as it was fitted to data.
 *
 * @param fitted the model, with variances fixed that ended at a bound, and theta in the units of the data
 * @param sample the data
 * @param identified what the moments determine of the parameters
 * @param bounded names of the columns whose uniquenesses ended at their bound
 * @param maxima what the starts led to
 */
public record StructuralFit(
        Fitted<StructuralModel, double[]> fitted,
        Sample sample,
        IdentificationRank identified,
        List<String> bounded,
        DistinctMaxima maxima) {
    static StructuralFit of(
            StructuralModel model,
            Sample sample,
            Fit<double[]> fit,
            IdentificationRank identified,
            List<String> bounded,
            DistinctMaxima maxima) {
        Fitted<StructuralModel, double[]> fitted = new Fitted<>(
                model,
                fit,
                Optional.empty(),
                OptionalInt.of(identified.model().freeParameters()),
                sample.weight(),
                quantities(model.specification(), bounded),
                () -> problem(model, sample));
        return new StructuralFit(fitted, sample, identified, bounded, maxima);
    }

    private static EstimationProblem<?, ?, ?, ?, double[]> problem(StructuralModel model, Sample sample) {
        return new EstimationProblem<>(
                model,
                sample.observations(),
                () -> sample.observations()
                        .map(Fingerprint::of)
                        .orElseGet(() -> Fingerprint.of(sample.parts().get(0).moments())),
                new SampleMap(model, sample),
                model::map,
                theta -> theta,
                theta -> theta);
    }

    /** What was fitted. */
    public StructuralModel model() {
        return fitted.model();
    }

    /** How it ended. */
    public Fit<double[]> fit() {
        return fitted.fit();
    }

    /** The parameters reached {@code (p)}. */
    public double[] theta() {
        return fitted.parameters();
    }

    /**
     * The fitted distribution as a factor model: nothing of several groups, or where residuals covary or vanish, or
     * columns have effects.
     */
    public Optional<FactorParameters> factors() {
        StructuralModel model = model();
        Specification s = model.specification();
        int d = model.columns();
        boolean plain = s.terms().stream()
                .noneMatch(t -> (t.isPath() && s.isColumn(t.column()))
                        || (t.kind() == Term.Kind.COVARIANCE && t.row() != t.column() && s.isColumn(t.column())));
        if (!plain || s.latents().isEmpty() || s.groups().size() > 1) {
            return Optional.empty();
        }
        ImpliedMoments at = model.implied(theta()).get(0);
        int[] columns = Slopes.all(d);
        int[] latents = IntStream.range(d, model.size()).toArray();
        double[] uniquenesses = IntStream.range(0, d)
                .mapToDouble(j -> at.disturbances().getEntry(j, j))
                .toArray();
        try {
            return Optional.of(FactorParameters.of(
                            at.mean(columns),
                            at.paths().getSubMatrix(columns, latents).getData(),
                            uniquenesses)
                    .withFactorCovariance(
                            at.covariance().getSubMatrix(latents, latents).getData()));
        } catch (DegenerateException e) {
            return Optional.empty();
        }
    }

    /** The parameters that are reported, by name: free ones, and those that ended at a bound. */
    private static Quantities<double[]> quantities(Specification s, List<String> bounded) {
        int[] reported = IntStream.range(0, s.parameters().size())
                .filter(k -> s.termsOf(k).stream().anyMatch(s::isReported))
                .toArray();
        List<Term> held = s.terms().stream()
                .filter(t -> t.isFixed() && t.isVariance() && bounded.contains(s.variable(t.row())))
                .toList();
        return new Quantities<>(
                Stream.concat(
                                Arrays.stream(reported).mapToObj(s.names()::get),
                                held.stream().map(s::words))
                        .toList(),
                theta -> DoubleStream.concat(
                                Arrays.stream(reported).mapToDouble(k -> theta[k]),
                                held.stream().mapToDouble(Term::value))
                        .toArray());
    }
}
