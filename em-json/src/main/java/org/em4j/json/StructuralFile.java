package org.em4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.structural.model.Parameter;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.report.Estimated;

/**
 * Structural models in files: which entries of the matrices are fixed, which are free and which are one parameter, and the
 * parameters' values. A policy on residual variances is a matter of the fit, and is not kept.
 */
public final class StructuralFile {
    private StructuralFile() {}

    /** Adds a model and its free parameters {@code (p)} to an object, as {@code structure}. */
    public static void put(ObjectNode json, StructuralModel model, double[] theta) {
        Specification s = model.specification();
        ObjectNode node = json.putObject("structure");
        s.columns().forEach(node.putArray("columns")::add);
        s.latents().forEach(node.putArray("latents")::add);
        s.groups().forEach(node.putArray("groups")::add);
        node.put("means", word(s.means()));
        ArrayNode parameters = node.putArray("parameters");
        for (int k = 0; k < theta.length; k++) {
            Parameter p = s.parameters().get(k);
            parameters.addObject().put("name", p.name()).put("label", p.label()).put("value", theta[k]);
        }
        ArrayNode terms = node.putArray("terms");
        for (Term t : s.terms()) {
            ObjectNode term = terms.addObject()
                    .put("kind", word(t.kind()))
                    .put("group", t.group())
                    .put("row", s.variable(t.row()))
                    .put("column", s.variable(t.column()));
            if (t.isFixed()) {
                term.put("value", t.value());
            } else {
                term.put("parameter", t.parameter());
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static StoredModel<?, ?, ?, ?> read(ModelNode file) {
        ModelNode node = file.at("structure");
        StructuralModel model = new StructuralModel(specification(node));
        double[] theta = values(node);
        model.implied(theta); // refuses what leaves no density
        return new StoredModel<>(model, theta);
    }

    /**
     * The free parameters {@code (p)} of a model, as a file has them of another: entries of the matrices are known by their
     * kind, their variables and their group, whatever is labelled, equal or fixed.
     */
    public static double[] start(ModelFile file, Specification s) {
        ModelNode node = file.root().at("structure");
        Specification from = specification(node);
        double[] theta = values(node);
        Map<List<String>, Double> known = new HashMap<>();
        from.terms().forEach(t -> known.put(Estimated.names(from, t), t.at(theta)));
        return IntStream.range(0, s.parameters().size())
                .mapToObj(k -> Estimated.names(s, s.termsOf(k).get(0)))
                .mapToDouble(names -> Optional.ofNullable(known.get(names))
                        .orElseThrow(() -> file.wrong(
                                "has no start for " + String.join(" ", names).strip())))
                .toArray();
    }

    private static double[] values(ModelNode node) {
        return node.at("parameters").items().stream()
                .mapToDouble(p -> p.at("value").number())
                .toArray();
    }

    private static Specification specification(ModelNode node) {
        List<ModelNode> values = node.at("parameters").items();
        List<String> columns = node.at("columns").names();
        List<String> latents = node.at("latents").names();
        List<String> variables = new ArrayList<>(columns);
        variables.addAll(latents);
        List<String> groups = node.at("groups").names();
        return new Specification(
                columns,
                latents,
                groups,
                node.at("terms").items().stream()
                        .map(term -> term(term, variables, groups.size(), values.size()))
                        .toList(),
                values.stream()
                        .map(p ->
                                new Parameter(p.at("name").text(), p.at("label").text()))
                        .toList(),
                constant(Specification.Means.values(), node.at("means")),
                new Heywood.Report(),
                Collections.nCopies(columns.size(), 1.0));
    }

    private static Term term(ModelNode node, List<String> variables, int groups, int parameters) {
        boolean fixed = node.has("value");
        return new Term(
                constant(Term.Kind.values(), node.at("kind")),
                below(groups, node.at("group")),
                variable(variables, node.at("row")),
                variable(variables, node.at("column")),
                fixed ? Term.FIXED : below(parameters, node.at("parameter")),
                fixed ? node.at("value").number() : 0);
    }

    private static int below(int most, ModelNode node) {
        return (int) LatentModels.whole(node, 0, most - 1);
    }

    private static int variable(List<String> variables, ModelNode node) {
        int i = variables.indexOf(node.text());
        if (i < 0) {
            throw node.wrong("names \"" + node.text() + "\", which is no column and no latent variable");
        }
        return i;
    }

    private static <E extends Enum<E>> E constant(E[] all, ModelNode node) {
        for (E each : all) {
            if (word(each).equals(node.text())) {
                return each;
            }
        }
        throw node.wrong("holds \"" + node.text() + "\", which is none of "
                + String.join(
                        ", ", List.of(all).stream().map(StructuralFile::word).toList()));
    }
}
