package org.em4j.core.linalg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What kernels there are here, and which do what: chosen by the size of the work, never by a clock.
 *
 * <p>{@code -Dem4j.kernels=portable} keeps to plain Java; the name of another kind tries that kind alone.
 */
final class InstalledKernels {
    /** Flops of a pass that plain Java is done with before others have warmed up. */
    private static final double SMALL = 3e6;

    private static final String WANTED = System.getProperty("em4j.kernels", "");

    private static final List<Candidate> CANDIDATES = candidates();

    private InstalledKernels() {}

    static Kernels of(int width, double flops) {
        return flops < SMALL ? PortableKernels.INSTANCE : large(width);
    }

    private static Kernels large(int width) {
        for (Candidate candidate : CANDIDATES) {
            if (width >= candidate.provider.leastColumns()
                    && candidate.kernels().isPresent()) {
                return candidate.kernels().get();
            }
        }
        return PortableKernels.INSTANCE;
    }

    /** What each kind is used for here, or why it is not: name to words. */
    static Map<String, String> describe() {
        Map<String, String> lines = new LinkedHashMap<>();
        String before = "";
        for (Candidate candidate : CANDIDATES) {
            String place = before.isEmpty() ? candidate.place() : "not needed beside " + before;
            lines.put(
                    candidate.provider.name(),
                    candidate.kernels().map(k -> k + ", " + place).orElse(candidate.reason()));
            before = before.isEmpty() && candidate.kernels().isPresent() ? candidate.provider.name() : before;
        }
        lines.put("portable", PortableKernels.INSTANCE + ", " + (before.isEmpty() ? "all work" : "all other work"));
        return lines;
    }

    private static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        var providers = ServiceLoader.load(KernelProvider.class, KernelProvider.class.getClassLoader()).stream();
        for (ServiceLoader.Provider<KernelProvider> provider : providers.toList()) {
            try {
                Candidate candidate = new Candidate(provider.get());
                if (WANTED.isEmpty() || WANTED.equals(candidate.provider.name())) {
                    candidates.add(candidate);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                log("kernels not usable here: " + provider.type(), e);
            }
        }
        candidates.sort(Comparator.comparingInt(c -> c.provider.leastColumns())); // whatever the order of a class path
        return candidates;
    }

    private static void log(String words, Throwable e) {
        System.getLogger(Kernels.class.getName()).log(System.Logger.Level.DEBUG, words, e);
    }

    /** A kind of kernels, loaded when first asked for. */
    private static final class Candidate {
        final KernelProvider provider;
        private Optional<Kernels> kernels = Optional.empty();
        private String reason = "";

        Candidate(KernelProvider provider) {
            this.provider = provider;
        }

        synchronized Optional<Kernels> kernels() {
            if (kernels.isEmpty() && reason.isEmpty()) {
                try {
                    kernels = Optional.of(provider.load());
                } catch (RuntimeException | LinkageError e) {
                    reason = "not used: " + (e instanceof LinkageError ? "not found, " : "") + e.getMessage();
                    log(provider.name() + " kernels " + reason, e);
                }
            }
            return kernels;
        }

        String reason() {
            return reason;
        }

        /** What they are used for. */
        String place() {
            return provider.leastColumns() <= 1
                    ? "work of any width that is not small"
                    : "work from " + provider.leastColumns() + " columns that is not small";
        }
    }
}
