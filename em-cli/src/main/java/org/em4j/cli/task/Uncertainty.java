package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.StandardErrorMethod;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.StandardErrors;

/** The standard errors of a fit from the command line. */
public final class Uncertainty {
    private Uncertainty() {}

    /** Those of a fit, by a method. */
    public static StandardErrors of(Fitted<?, ?> fitted, StandardErrorMethod method, FitOptions options) {
        try (Progress progress = new Progress(options.bootstrap(() -> {}).replicates())) {
            Bootstrap bootstrap = options.bootstrap(progress::fit);
            return switch (method) {
                case information -> fitted.standardErrors();
                case sandwich -> fitted.sandwich();
                case profile -> fitted.profile();
                case bootstrap -> fitted.bootstrap(bootstrap, options.em(), options.execution());
                case parametric_bootstrap -> fitted.parametricBootstrap(bootstrap, options.em(), options.execution());
            };
        } catch (NoInformationException e) {
            return new StandardErrors(
                    method.toString(), OptionalDouble.empty(), List.of(), List.of(Console.options(e.getMessage())));
        }
    }

    /** A table for people. */
    static TextPage text(StandardErrors errors) {
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
        TextPage page = new TextPage().words(text.toString());
        if (!errors.estimates().isEmpty()) {
            page.words("\n").table("Estimates and their standard errors", table);
        }
        errors.refusals().stream().distinct().forEach(refusal -> page.words("\n" + refusal + "\n"));
        return page;
    }

    /** The same as JSON. */
    public static ObjectNode json(StandardErrors errors) {
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
