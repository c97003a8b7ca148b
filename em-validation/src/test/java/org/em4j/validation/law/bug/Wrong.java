package org.em4j.validation.law.bug;

import java.util.Optional;
import org.em4j.core.estep.EStep;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.decorate.Wrapper;

/** A right model, of which a subclass gets one thing wrong. It runs on the reference loop, which asks the subclass. */
class Wrong<X, P, Q extends Posterior, S extends Statistics<S>> implements Wrapper<X, P, Q, S> {
    private static final long serialVersionUID = 1;

    protected final LatentModel<X, P, Q, S> right;

    Wrong(LatentModel<X, P, Q, S> right) {
        this.right = right;
    }

    @Override
    public LatentModel<X, P, Q, S> model() {
        return right;
    }

    @Override
    public Optional<EStep<X, S>> bind(P theta) {
        return Optional.empty();
    }
}
