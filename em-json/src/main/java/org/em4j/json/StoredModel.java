package org.em4j.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * A latent-variable model with its parameters: all that is needed to say what is latent in another observation.
 *
 * <pre>
 * Models.save(Path.of("counts.json"), new StoredModel&lt;&gt;(new Mixture&lt;&gt;(2, new Poisson()), fit.theta()));
 * </pre>
 *
 * @param model the model
 * @param theta its parameters
 */
public record StoredModel<X, P, Q extends Posterior, S extends Statistics<S>>(LatentModel<X, P, Q, S> model, P theta) {
    /**
     * The model in a file, of any type that is no class of its own.
     *
     * @throws InvalidDataException if it is no such model, with the place and what is wrong there
     */
    public static StoredModel<?, ?, ?, ?> of(ModelFile file) {
        return LatentModels.read(file);
    }

    /**
     * The file of a model of rows, to be filled further.
     *
     * @param columns names of the rows' columns
     * @throws IllegalArgumentException if no file can hold it
     */
    public ObjectNode json(List<String> columns) {
        ObjectNode node = ModelFile.object().put("format", ModelFile.FORMAT);
        node.setAll(LatentModels.of(model, theta));
        columns.forEach(node.putArray("columns")::add);
        return node;
    }

    /** What is latent in an observation. */
    public Q posterior(X x) {
        return model.posterior(theta).apply(x);
    }

    /** Log densities of observations, in nats, in their order. */
    public double[] score(List<X> observations) {
        var posterior = model.posterior(theta);
        return observations.stream()
                .mapToDouble(x -> posterior.apply(x).logEvidence())
                .toArray();
    }
}
