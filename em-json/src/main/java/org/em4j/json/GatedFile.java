package org.em4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Gate;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.core.mixture.gate.Proportions;
import org.em4j.core.mixture.gate.StandardColumns;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** Mixtures whose weights depend on columns of the rows: the columns as they are standardised, and the coefficients of each component after the first. */
final class GatedFile {
    private GatedFile() {}

    /** One whose weights are the same for all rows is a mixture. */
    static ObjectNode of(GatedMixture<?, ?, ?, ?, ?, ?> mixture, GatedParameters<?, ?> theta) {
        Gate<?, ?, ?> gate = mixture.gate();
        boolean isUntied = mixture.tying().equals(new Mixture<>(mixture.size(), mixture.component()).tying());
        if (!isUntied || mixture.size() < gate.outcomes() || !(theta.gate() instanceof double[] gates)) {
            throw refused();
        }
        if (gate instanceof Proportions) {
            return LatentModels.of(
                    new Mixture<>(mixture.size(), mixture.component()),
                    new MixtureParameters<>(gates, theta.components()));
        }
        if (!(gate instanceof MultinomialLogit<?> logit && logit.covariates() instanceof StandardColumns columns)) {
            throw refused();
        }
        ObjectNode node = LatentModels.kind(ModelType.GATED_MIXTURE);
        ArrayNode covariates = node.putArray("covariates");
        columns.columns()
                .forEach(each -> covariates
                        .addObject()
                        .put("column", each.place())
                        .put("centre", each.centre())
                        .put("scale", each.scale()));
        ArrayNode coefficients = node.putArray("coefficients");
        for (int at = 0; at < gates.length; at += columns.width()) {
            coefficients.add(ModelFile.array(Arrays.copyOfRange(gates, at, at + columns.width())));
        }
        return LatentModels.components(node, "components", mixture.component(), theta.components());
    }

    private static RuntimeException refused() {
        return new IllegalArgumentException(
                "there is no file for components that share something, nor for weights that depend on anything but columns"
                        + " of rows, as StandardColumns; store the models of the components");
    }

    static StoredModel<?, ?, ?, ?> read(ModelNode node, List<StoredModel<?, ?, ?, ?>> components) {
        StandardColumns columns = new StandardColumns(node.at("covariates").items().stream()
                .map(each -> new StandardColumns.Column(
                        (int) LatentModels.whole(each.at("column"), 0, Integer.MAX_VALUE),
                        each.at("centre").number(),
                        LatentModels.positive(each.at("scale"))))
                .toList());
        double[][] coefficients = node.at("coefficients").matrix();
        if (coefficients.length != components.size() - 1 || coefficients[0].length != columns.width()) {
            throw node.at("coefficients")
                    .wrong("is no matrix of " + (components.size() - 1) + " x " + columns.width()
                            + ": a row for each component but the first, of an intercept and the covariates");
        }
        double[] gate =
                Arrays.stream(coefficients).flatMapToDouble(Arrays::stream).toArray();
        return stored(
                components.get(0),
                new MultinomialLogit<>(components.size(), columns.width(), columns),
                gate,
                components);
    }

    @SuppressWarnings(
            "unchecked") // equal models have parameters of one class; whose rows are not numbers fails where they are
    // read
    private static <X, P, Q extends Posterior, S extends Statistics<S>> StoredModel<?, ?, ?, ?> stored(
            StoredModel<X, P, Q, S> first,
            MultinomialLogit<double[]> gate,
            double[] coefficients,
            List<StoredModel<?, ?, ?, ?>> components) {
        return new StoredModel<>(
                new GatedMixture<>(gate, (LatentModel<double[], P, Q, S>) first.model()),
                new GatedParameters<>(
                        coefficients,
                        components.stream()
                                .map(c -> ((StoredModel<?, P, ?, ?>) c).theta())
                                .toList()));
    }
}
