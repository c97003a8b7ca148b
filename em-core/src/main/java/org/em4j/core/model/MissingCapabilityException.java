package org.em4j.core.model;

/** Thrown where more is asked of a model than it offers; says which of its methods would offer it. */
public final class MissingCapabilityException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /**
     * A model lacks something.
     *
     * @param model what lacks it
     * @param method of {@link LatentModel} that answered with nothing
     * @param purpose what needs it
     */
    public MissingCapabilityException(Object model, String method, String purpose) {
        super(model + " has no " + method + ", which " + purpose + "; override " + method + " in the model");
    }
}
