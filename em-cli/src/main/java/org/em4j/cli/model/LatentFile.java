package org.em4j.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.json.ModelFile;
import org.em4j.json.StoredModel;

/** The columns of latent classes or hidden states in a file: what {@link MixedColumns} have made, or anyone else alike. */
final class LatentFile {
    private LatentFile() {}

    /** The columns of the classes or states in a file; refuses other models than the commands fit. */
    static MixedColumns columns(ModelFile file, LatentModel<?, ?, ?, ?> one) {
        if (!(one instanceof Product<?> product)) {
            throw wrong(file);
        }
        List<String> names = file.columns();
        List<Column> columns =
                new ArrayList<>(names.stream().map(Column::covariate).toList());
        List<Integer> modelled = new ArrayList<>();
        for (Part<?, ?, ?, ?, ?> part : product.parts()) {
            if (!(part.place() instanceof Row.At<?> at) || at.row().columns() != names.size()) {
                throw wrong(file);
            }
            int last = at.columns().size() - 1;
            List<String> on =
                    at.columns().subList(0, last).stream().map(names::get).toList();
            columns.set(at.columns().get(last), column(file, part.name(), part.model(), on));
            modelled.add(at.columns().get(last));
        }
        if (!modelled.equals(modelled.stream().sorted().distinct().toList())) {
            throw wrong(file);
        }
        return new MixedColumns(columns);
    }

    private static Column column(ModelFile file, String name, LatentModel<?, ?, ?, ?> model, List<String> on) {
        if (on.isEmpty() && model instanceof Categorical choice && choice.pseudoCount() == 0) {
            return Column.categorical(name, choice.answers());
        }
        if (on.isEmpty() && model instanceof Poisson) {
            return Column.count(name);
        }
        if (on.isEmpty() ? model instanceof Gaussian : model instanceof LinearRegression) {
            return Column.number(name, on);
        }
        throw wrong(file);
    }

    static RuntimeException wrong(ModelFile file) {
        return file.wrong("is a " + file.type()
                + " of other parts than one category, count, measurement or line a column; such a model is"
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

    /** Parameters of a stored mixture whose parts are those of columns. */
    @SuppressWarnings("unchecked") // columns were found in its model
    static GatedParameters<double[], Product.Theta> shares(StoredModel<?, ?, ?, ?> stored) {
        MixtureParameters<Product.Theta> theta = (MixtureParameters<Product.Theta>) stored.theta();
        return new GatedParameters<>(theta.weights(), theta.components());
    }

    /** Parameters of a stored mixture whose weights depend on columns, and whose parts are those of columns. */
    @SuppressWarnings("unchecked") // columns were found in its model
    static GatedParameters<double[], Product.Theta> gated(StoredModel<?, ?, ?, ?> stored) {
        return (GatedParameters<double[], Product.Theta>) stored.theta();
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
