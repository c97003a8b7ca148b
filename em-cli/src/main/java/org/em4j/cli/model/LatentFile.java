package org.em4j.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.json.ModelFile;
import org.em4j.json.ModelType;
import org.em4j.json.StoredModel;

/** The columns of latent classes or hidden states in a file: what {@link MixedColumns} have made, or anyone else alike. */
final class LatentFile {
    private LatentFile() {}

    /** The columns of a model of a type; refuses another than the commands fit. */
    static MixedColumns columns(ModelFile file, ModelType type, StoredModel<?, ?, ?, ?> stored) {
        if (file.type() != type) {
            throw file.wrong("is a " + file.type() + ", and a " + type + " is needed");
        }
        LatentModel<?, ?, ?, ?> model = stored.model();
        Mixture<?, ?, ?, ?> mixture = model instanceof HiddenMarkov<?, ?, ?, ?> chain
                ? chain.states()
                : model instanceof Mixture<?, ?, ?, ?> plain ? plain : null;
        if (mixture == null || !(mixture.component() instanceof Product<?> product)) {
            throw wrong(file);
        }
        List<Column> columns = new ArrayList<>();
        for (Part<?, ?, ?, ?, ?> part : product.parts()) {
            boolean isNext =
                    part.place() instanceof Row.At<?> at && at.columns().equals(List.of(columns.size()));
            if (isNext && part.model() instanceof Categorical choice && choice.pseudoCount() == 0) {
                columns.add(Column.categorical(part.name(), choice.answers()));
            } else if (isNext && part.model() instanceof Poisson) {
                columns.add(Column.count(part.name()));
            } else if (isNext && part.model() instanceof Gaussian) {
                columns.add(Column.number(part.name()));
            } else {
                throw wrong(file);
            }
        }
        return new MixedColumns(columns);
    }

    private static RuntimeException wrong(ModelFile file) {
        return file.wrong("is a " + file.type()
                + " of other parts than one category, count or measurement a column; such a model is"
                + " applied in Java, not by a command");
    }

    /** Refuses to start a fit of other columns, or of another number of classes or states if one is asked for. */
    static void require(
            ModelFile file, MixedColumns own, MixedColumns others, String called, int size, Optional<Integer> asked) {
        if (!own.equals(others)) {
            throw file.wrong("starts other columns, or other kinds of them, than the data have: "
                    + own.columns().stream().map(Column::name).collect(Collectors.joining(", ")));
        }
        if (asked.isPresent() && asked.get() != size) {
            throw file.wrong("starts " + size + " " + called + ", --" + called + " asks for " + asked.get());
        }
    }

    /** Parameters of a stored model whose parts are those of columns. */
    @SuppressWarnings("unchecked") // columns were found in its model
    static MixtureParameters<Product.Theta> classes(StoredModel<?, ?, ?, ?> stored) {
        return (MixtureParameters<Product.Theta>) stored.theta();
    }

    /** Parameters of a stored chain whose parts are those of columns. */
    @SuppressWarnings("unchecked") // columns were found in its model
    static HiddenMarkov.Theta<Product.Theta> states(StoredModel<?, ?, ?, ?> stored) {
        return (HiddenMarkov.Theta<Product.Theta>) stored.theta();
    }

    static Map<String, List<String>> categories(MixedColumns columns) {
        return columns.columns().stream()
                .filter(column -> column.kind() == Column.Kind.CATEGORICAL)
                .collect(Collectors.toMap(Column::name, Column::categories));
    }
}
