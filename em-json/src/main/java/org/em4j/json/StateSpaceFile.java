package org.em4j.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.em4j.core.distribution.FullNormal;
import org.em4j.gallery.sequence.StateSpace;

/** Linear Gaussian state space models: what is given of them, and their parameters. */
final class StateSpaceFile {
    private StateSpaceFile() {}

    static ObjectNode of(StateSpace model, StateSpace.Theta theta) {
        ObjectNode node = LatentModels.kind(ModelType.STATE_SPACE);
        node.set("observationMatrix", ModelFile.array(model.loadings()));
        ObjectNode first = node.putObject("first");
        first.set("mean", ModelFile.array(model.first().mean()));
        first.set("covariance", ModelFile.array(model.first().covariance()));
        node.set("transition", ModelFile.array(theta.transition()));
        node.put("learnsTransition", model.learnsTransition());
        node.set("stepCovariance", ModelFile.array(theta.steps().covariance()));
        node.set("noiseVariances", ModelFile.array(theta.noise()));
        return node;
    }

    static StoredModel<?, ?, ?, ?> read(ModelNode node) {
        double[][] loadings = node.at("observationMatrix").matrix();
        double[][] transition = node.at("transition").matrix();
        FullNormal first = FullNormal.of(
                node.at("first").at("mean").vector(),
                node.at("first").at("covariance").matrix());
        int m = first.mean().length;
        FullNormal steps =
                FullNormal.of(new double[m], node.at("stepCovariance").matrix());
        if (loadings[0].length != m || transition.length != m || transition[0].length != m) {
            throw node.wrong("has " + m + " first states, loadings on " + loadings[0].length + " and a transition of "
                    + transition.length + " x " + transition[0].length);
        }
        double[] noise = node.at("noiseVariances").items(loadings.length).stream()
                .mapToDouble(LatentModels::positive)
                .toArray();
        boolean learns = node.at("learnsTransition").json().asBoolean();
        return new StoredModel<>(
                new StateSpace(loadings, first, learns), new StateSpace.Theta(transition, steps, noise));
    }
}
