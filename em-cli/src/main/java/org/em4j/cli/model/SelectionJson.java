package org.em4j.cli.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.em4j.gmm.select.ComponentTests;
import org.em4j.gmm.select.MixtureSelection;
import org.em4j.gmm.select.MixtureSelection.Candidate;
import org.em4j.json.ModelFile;

/** A selection among Gaussian mixtures as JSON: its candidates, which of them are least, and tests where there are some. */
public final class SelectionJson {
    private SelectionJson() {}

    public static ObjectNode of(MixtureSelection selection, Optional<ComponentTests> tests) {
        ObjectNode json = ModelFile.object();
        tests.ifPresent(t -> {
            ArrayNode ratios = json.putArray("likelihoodRatio");
            for (int i = 0; i < t.tests().size(); i++) {
                ratios.addObject()
                        .put("components", t.first() + i)
                        .put("statistic", t.tests().get(i).statistic())
                        .put("p", t.tests().get(i).pValue());
            }
        });
        ArrayNode candidates = json.putArray("candidates");
        selection.candidates().forEach(c -> {
            ObjectNode node = candidates.addObject();
            node.put("covariance", c.family().name());
            node.put("components", c.components());
            node.put("searched", !selection.scouted().contains(c.components()));
            c.criteria().ifPresent(criteria -> {
                node.put("logLikelihood", criteria.logLikelihood());
                node.put("parameters", criteria.freeParameters());
                node.put("bic", c.bic());
                node.put("icl", c.icl());
                node.put("aic", c.aic());
            });
            c.uncertainties().ifPresent(u -> node.put("entropy", u.entropy()));
            node.put("note", c.note());
        });
        ObjectNode chosen = json.putObject("least");
        choose(chosen, "bic", selection.least(Candidate::bic));
        choose(chosen, "icl", selection.least(Candidate::icl));
        choose(chosen, "aic", selection.least(Candidate::aic));
        return json;
    }

    private static void choose(ObjectNode json, String criterion, Optional<Candidate<?, ?>> candidate) {
        candidate.ifPresent(c ->
                json.putObject(criterion).put("covariance", c.family().name()).put("components", c.components()));
    }
}
