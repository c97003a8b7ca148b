package org.em4j.core.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What is made of each pattern of missing values, made once; of many patterns the latest used are kept. Thread-confined. */
public final class PatternCache<T> {
    private final Function<Pattern, T> make;
    private final Map<Pattern, T> kept;

    /**
     * An empty cache.
     *
     * @param most number of patterns kept, at least one
     */
    public PatternCache(int most, Function<Pattern, T> make) {
        this.make = make;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Pattern, T> eldest) {
                return size() > Math.max(1, most);
            }
        };
    }

    /** What is made of a pattern. */
    public T of(Pattern pattern) {
        return kept.computeIfAbsent(pattern, make);
    }
}
