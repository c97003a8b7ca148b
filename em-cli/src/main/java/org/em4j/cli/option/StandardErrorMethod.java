package org.em4j.cli.option;

/** How standard errors are found. */
public enum StandardErrorMethod {
    /** From the observed information. */
    information,
    /** From the information and the rows' scores. */
    sandwich,
    /** From the information, with intervals by profile likelihood. */
    profile,
    /** From fits to resampled rows. */
    bootstrap,
    /** From fits to rows drawn from the model. */
    parametric_bootstrap;

    /** Whether it is by fits to other samples. */
    public boolean isBootstrap() {
        return this == bootstrap || this == parametric_bootstrap;
    }

    @Override
    public String toString() {
        return name().replace('_', '-');
    }
}
