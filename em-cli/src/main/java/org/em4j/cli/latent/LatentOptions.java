package org.em4j.cli.latent;

import org.em4j.cli.option.SearchOptions;
import org.em4j.core.fit.Em;

/** What is asked of classes and states, whose EM is slow: it is accelerated unless asked otherwise. */
public final class LatentOptions extends SearchOptions {
    @Override
    public Em fitting() {
        return em(Acceleration.squarem);
    }
}
