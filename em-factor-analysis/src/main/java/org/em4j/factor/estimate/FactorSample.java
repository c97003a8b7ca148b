package org.em4j.factor.estimate;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.EstimationProblem;
import org.em4j.core.estimate.Fingerprint;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * What a factor model is fitted to: rows, with gaps or without, or the moments of rows that are not at hand.
 *
 * @param moments of the rows; with gaps, such as to start from
 * @param rows empty where moments are all there is
 * @param hasGaps whether values of the rows are missing, so that moments do not say all that they do
 */
public record FactorSample(Moments moments, Optional<Observations<double[]>> rows, boolean hasGaps) {
    /** Moments alone, such as those of a covariance or a correlation matrix, which knows no means. */
    public static FactorSample of(Moments moments) {
        return new FactorSample(moments, Optional.empty(), false);
    }

    /** Rows whose moments are known already. */
    public static FactorSample of(RowObservations rows, Moments moments) {
        return new FactorSample(moments, Optional.of(rows), rows.profile().gaps() > 0);
    }

    /**
     * Rows; with gaps, which they have to be in memory for, the moments are those of {@link ReferenceModels}, if what is observed
     * determines them.
     *
     * @throws InvalidDataException if rows with gaps are not in memory
     */
    public static FactorSample of(RowObservations rows, Execution execution) {
        return of(rows, rows.profile().gaps() == 0 ? Moments.of(rows.on(execution)) : unrestricted(rows));
    }

    private static Moments unrestricted(RowObservations rows) {
        if (!(rows instanceof Rows here)) {
            throw new InvalidDataException(
                    "factor models are fitted to rows with missing values in memory only; draw some of them, or drop those with gaps");
        }
        try {
            return ReferenceModels.of(here).moments();
        } catch (DegenerateException e) {
            return MeanImputedMoments.of(here);
        }
    }

    /** EM for a model: on the moments, where these say all that the rows do. */
    public EmProblem<FactorParameters> map(LinearFactorModel model, Execution execution) {
        return rows.map(data -> map(model, data.on(execution), () -> moments))
                .orElseGet(() -> new MomentMap(model, moments));
    }

    private EmProblem<FactorParameters> map(
            LinearFactorModel model, Observations<double[]> data, Supplier<Moments> known) {
        return hasGaps ? EmProblem.of(model, data) : MomentMap.of(model, data, known.get());
    }

    /** A model that was fitted to this; it reports loadings and uniquenesses. */
    public <M extends LinearFactorModel> Fitted<M, FactorParameters> fitted(
            M model, Fit<FactorParameters> fit, Execution execution) {
        FactorParameters theta = fit.theta();
        int means = rows.isPresent() ? 0 : theta.columns();
        Optional<Observations<double[]>> data = rows.map(some -> some.on(execution));
        return new Fitted<>(
                model,
                fit,
                Optional.empty(),
                OptionalInt.of(model.freeParameters() - means),
                moments.weight(),
                theta.quantities(IntStream.rangeClosed(1, theta.columns())
                        .mapToObj(j -> "x" + j)
                        .toList()),
                () -> new EstimationProblem<
                        double[], FactorParameters, FactorPosterior, FactorMoments, FactorParameters>(
                        model,
                        data,
                        () -> data.map(Fingerprint::of).orElseGet(() -> Fingerprint.of(moments)),
                        map(model, execution),
                        others -> map(model, others, () -> Moments.of(others)),
                        parameters -> parameters,
                        parameters -> parameters));
    }
}
