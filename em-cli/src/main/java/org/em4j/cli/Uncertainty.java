package org.em4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.EmMap;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.model.Generative;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorParameters;
import org.em4j.factor.LinearFactorModel;
import org.em4j.factor.MomentMap;

/**
 * The standard errors of a fit from the command line.
 *
 * @param model what was fitted
 * @param map EM for it on the data
 * @param maps the same on other rows
 * @param rows to which it was fitted; empty where their covariance was given
 * @param n how many rows there were
 * @param quantities what has standard errors
 */
record Uncertainty<P, Q extends Posterior, S extends Statistics<S>>(
        LatentModel<double[], P, Q, S> model,
        EmMap<P> map,
        Function<Rows, EmMap<P>> maps,
        Optional<Rows> rows,
        long n,
        Quantities<P> quantities) {
    /** Those of a factor model. */
    static Uncertainty<FactorParameters, ?, ?> of(
            FactorModel model, Moments moments, Optional<Rows> rows, List<String> columns) {
        return new Uncertainty<>(
                model.model(),
                rows.map(r -> model.model().map(r, 1)).orElseGet(() -> new MomentMap(model.model(), moments)),
                r -> model.model().map(r, 1),
                rows,
                Math.round(moments.weight()),
                model.quantities(columns));
    }

    /** Those of a confirmatory model. */
    static Uncertainty<FactorParameters, ?, ?> of(
            LinearFactorModel model, FactorInput input, Quantities<FactorParameters> quantities) {
        return new Uncertainty<>(
                model,
                input.map(model, 1),
                r -> model.map(r, 1),
                input.rows(),
                Math.round(input.moments().weight()),
                quantities);
    }

    /** How standard errors are found. */
    enum Method {
        /** From the observed information. */
        information,
        /** From the information and the rows' scores. */
        sandwich,
        /** From the information, with intervals by profile likelihood. */
        profile,
        /** From fits to resampled rows. */
        bootstrap,
        /** From fits to rows drawn from the model. */
        parametric_bootstrap;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    /** By the method that the options name. */
    StandardErrors at(P theta, FitOptions options) {
        Method method = options.standardErrors.orElseThrow();
        try {
            return switch (method) {
                case information -> StandardErrors.of(Information.at(map, theta), quantities);
                case profile -> StandardErrors.profile(map, Information.at(map, theta), quantities);
                case sandwich ->
                    StandardErrors.sandwich(
                            Information.at(map, theta),
                            quantities,
                            model,
                            needed().threads(options.threads),
                            weights(needed()));
                case bootstrap -> {
                    double[] weights = weights(needed());
                    yield drawn(
                            theta, method, options, random -> needed().weighted(Bootstrap.resampled(weights, random)));
                }
                case parametric_bootstrap -> {
                    Function<RandomGenerator, double[]> sampler = Generative.sampler(model, theta);
                    yield drawn(
                            theta,
                            method,
                            options,
                            random -> Rows.of(Stream.generate(() -> sampler.apply(random))
                                    .limit(n)
                                    .toArray(double[][]::new)));
                }
            };
        } catch (NoInformationException e) {
            return new StandardErrors(method.toString(), OptionalDouble.empty(), List.of(), List.of(e.getMessage()));
        }
    }

    /** A bootstrap; of quantities that the data do not determine it would show how far the fits happened to drift. */
    private StandardErrors drawn(P theta, Method method, FitOptions options, Function<RandomGenerator, Rows> sample) {
        try (Progress progress = new Progress(options.replicates)) {
            StandardErrors errors = new Bootstrap(options.replicates, options.seed, options.threads)
                    .standardErrors(method.toString(), theta, quantities, random -> {
                        Fit<P> fit = options.em().fit(maps.apply(sample.apply(random)), theta);
                        progress.fit();
                        return fit;
                    });
            return flat(theta).map(errors::where).orElse(errors);
        }
    }

    private Optional<StandardErrors> flat(P theta) {
        try {
            return Optional.of(StandardErrors.of(Information.at(map, theta), quantities));
        } catch (NoInformationException e) {
            return Optional.empty(); // that is what bootstraps are for
        }
    }

    private Rows needed() {
        return rows.orElseThrow(() -> new NoInformationException("a matrix has no rows, which this method needs;"
                + " use --standard-errors information or parametric-bootstrap"));
    }

    private static double[] weights(Rows rows) {
        return IntStream.range(0, rows.size()).mapToDouble(rows::weight).toArray();
    }

    /** A table for people. */
    static String text(StandardErrors errors) {
        TextTable table = new TextTable(List.of("", "estimate", "standard error", "95 % interval", ""));
        for (Estimate e : errors.estimates()) {
            table.line(Stream.concat(
                            Stream.of(e.name()),
                            Arrays.stream(new double[] {e.value(), e.standardError(), e.lower(), e.upper()})
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
                    .put("lower", e.lower())
                    .put("upper", e.upper());
        }
        errors.refusals().forEach(node.putArray("refused")::add);
        return node;
    }
}
