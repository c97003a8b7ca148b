package org.em4j.cli.figure;

import java.nio.file.Path;
import java.util.List;

/** What the verbs of a case answered: their figures, how each ended, what they said, and the model that was written. */
record Answer(Figures figures, List<Integer> statuses, String words, Path model) {}
