package org.em4j.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.product.Part;
import org.em4j.core.product.Place;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.continuous.VonMises;
import org.em4j.gallery.continuous.Weibull;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.NegativeBinomial;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.discrete.PoissonLogNormal;
import org.em4j.gallery.discrete.ZeroInflatedPoisson;
import org.em4j.gallery.regression.CensoredRegression;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.gallery.sequence.StateSpace;

/** Products whose parts are columns of rows: each an object with its name, its columns, and the model that it is of. */
final class ProductFile {
    private ProductFile() {}

    static ObjectNode of(Product<?> product, Product.Theta theta) {
        ObjectNode node = LatentModels.kind(ModelType.PRODUCT);
        ArrayNode array = node.putArray("parts");
        for (int j = 0; j < product.parts().size(); j++) {
            Part<?, ?, ?, ?, ?> part = product.parts().get(j);
            if (!(part.place() instanceof Row.At<?> at)) {
                throw new IllegalArgumentException("there is no file for a product whose part \"" + part.name()
                        + "\" is no columns of a row; store the models of its parts");
            }
            node.put("width", at.row().columns());
            ObjectNode each = array.addObject().put("name", part.name());
            at.columns().forEach(each.putArray("columns")::add);
            each.set("of", LatentModels.of(part.model(), theta.parts().get(j)));
        }
        return node;
    }

    static StoredModel<?, ?, ?, ?> read(ModelNode node) {
        Row row = new Row((int) LatentModels.whole(node.at("width"), 1, Integer.MAX_VALUE));
        List<Part<double[], ?, ?, ?, ?>> parts = new ArrayList<>();
        List<Object> theta = new ArrayList<>();
        for (ModelNode each : node.at("parts").items()) {
            StoredModel<?, ?, ?, ?> of = LatentModels.read(ModelFile.of(each.at("of")));
            int[] columns = each.at("columns").items().stream()
                    .mapToInt(j -> (int) LatentModels.whole(j, 0, row.columns() - 1))
                    .toArray();
            parts.add(part(each.at("name").text(), place(each, row, of.model(), columns), of));
            theta.add(of.theta());
        }
        return new StoredModel<>(new Product<>(parts), new Product.Theta(theta));
    }

    @SuppressWarnings("unchecked") // the place is the one that the model's observations are in
    private static <Y, P, Q extends Posterior, S extends Statistics<S>> Part<double[], Y, P, Q, S> part(
            String name, Place<double[], ?> place, StoredModel<Y, P, Q, S> of) {
        return new Part<>(name, (Place<double[], Y>) place, of.model());
    }

    /** A model says what its observations are: a count, a number, or a row of as many columns as it has. */
    private static Place<double[], ?> place(ModelNode part, Row row, LatentModel<?, ?, ?, ?> model, int[] columns) {
        if (model instanceof Mixture<?, ?, ?, ?> mixture) {
            return place(part, row, mixture.component(), columns);
        }
        if (model instanceof HiddenMarkov
                || model instanceof StateSpace
                || model instanceof Weibull
                || model instanceof CensoredRegression) {
            throw part.wrong("is a model of what no columns of a row hold; store it by itself");
        }
        boolean isCount = model instanceof Poisson
                || model instanceof Categorical
                || model instanceof NegativeBinomial
                || model instanceof ZeroInflatedPoisson
                || model instanceof PoissonLogNormal;
        boolean isNumber = model instanceof GammaDensity || model instanceof VonMises;
        if ((isCount || isNumber) && columns.length > 1) {
            throw part.wrong("has " + columns.length + " columns for a model of one");
        }
        if (model instanceof LinearRegression) {
            return row.complete(columns);
        }
        return isCount ? row.count(columns[0]) : isNumber ? row.number(columns[0]) : row.part(columns);
    }
}
