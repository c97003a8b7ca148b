package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.StandardErrorMethod;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.TextTable;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.Fitted;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.LinearFactorModel;

/** The standard errors of a fit from the command line. */
public final class Uncertainty {
    private Uncertainty() {}

    /** Those of a fit, by a method. */
    static <X, P, Q extends Posterior, S extends Statistics<S>> StandardErrors of(
            Fitted<X, P, Q, S> fitted, StandardErrorMethod method, FitOptions options) {
        Bootstrap bootstrap = options.bootstrap();
        try (Progress progress = new Progress(bootstrap.replicates())) {
            BiFunction<EmProblem<P>, P, Fit<P>> refit = (map, theta) -> {
                Fit<P> fit = options.em().fit(map, theta);
                progress.fit();
                return fit;
            };
            return switch (method) {
                case information -> fitted.information();
                case sandwich -> fitted.sandwich();
                case profile -> fitted.profile();
                case bootstrap -> fitted.bootstrap(bootstrap, refit);
                case parametric_bootstrap -> fitted.parametricBootstrap(bootstrap, refit);
            };
        } catch (NoInformationException e) {
            return new StandardErrors(method.toString(), OptionalDouble.empty(), List.of(), List.of(e.getMessage()));
        }
    }

    /** A factor model as it was fitted to an input. */
    static Fitted<double[], FactorParameters, FactorPosterior, FactorMoments> fitted(
            LinearFactorModel model,
            FactorInput input,
            FactorParameters theta,
            Quantities<FactorParameters> quantities,
            int threads) {
        return new Fitted<>(
                model,
                input.rows().map(rows -> rows),
                input.map(model, threads),
                others -> input.hasGaps() ? EmProblem.of(model, others) : model.map(others, Moments.of(others)),
                theta,
                quantities);
    }

    /** A table for people. */
    static String text(StandardErrors errors) {
        TextTable table = new TextTable(List.of("", "estimate", "standard error", "z", "95 % interval", ""));
        for (Estimate e : errors.estimates()) {
            table.line(Stream.concat(
                            Stream.of(e.name()),
                            Arrays.stream(new double[] {e.value(), e.standardError(), e.z(), e.lower(), e.upper()})
                                    .mapToObj(TextTable::number))
                    .toList());
        }
        StringBuilder text = new StringBuilder("\nStandard errors by " + errors.method());
        errors.missing()
                .ifPresent(missing -> text.append(String.format(
                        Locale.ROOT,
                        "; of the information in complete data, %.1f %% is missing at most",
                        100 * missing)));
        text.append('\n');
        text.append(errors.estimates().isEmpty() ? "" : "\n" + table);
        errors.refusals().stream()
                .distinct()
                .forEach(refusal -> text.append('\n').append(refusal).append('\n'));
        return text.toString();
    }

    /** The same as JSON. */
    static ObjectNode json(StandardErrors errors) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("method", errors.method());
        node.put("level", 0.95);
        errors.missing().ifPresent(missing -> node.put("missingInformation", missing));
        ArrayNode estimates = node.putArray("estimates");
        for (Estimate e : errors.estimates()) {
            estimates
                    .addObject()
                    .put("name", e.name())
                    .put("value", e.value())
                    .put("standardError", e.standardError())
                    .put("z", e.z())
                    .put("lower", e.lower())
                    .put("upper", e.upper());
        }
        errors.refusals().forEach(node.putArray("refused")::add);
        return node;
    }
}
