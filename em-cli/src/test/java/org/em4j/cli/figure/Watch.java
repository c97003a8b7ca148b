package org.em4j.cli.figure;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What notices that something is wrong with the library it was loaded with, from what says most to what says least. */
public final class Watch {
    private static final List<Class<?>> FIGURES = List.of(
            MixtureFiguresTest.class, FactorFiguresTest.class, ConfirmatoryFiguresTest.class, LargeFiguresTest.class);

    private static final List<String> LAWS = List.of(
            "GaussianMixtureLaws",
            "MissingValueLaws",
            "FactorAnalysisLaws",
            "FactorMissingValueLaws",
            "MixtureOfFactorAnalysersLaws",
            "ProbabilisticPcaLaws",
            "StructuralModelLaws");

    static final String SAYS = "noticed by: ";

    private Watch() {}

    /** Says who notices: takes the class that may be wrong, and whether all watch or the figures' second sources alone. */
    public static void main(String[] args) throws Exception {
        String said = first(args[0], args[1].equals("all"));
        System.out.println(SAYS + said);
        System.exit(0);
    }

    /**
     * Who is first to notice, and how: nothing if nobody does.
     *
     * @param type the class that may be wrong
     * @param all whether the laws and the tests beside it watch as well, which takes minutes
     */
    private static String first(String type, boolean all) throws Exception {
        List<Callable<String>> watchers = new ArrayList<>();
        FIGURES.stream()
                .filter(watcher -> concerns(watcher.getSimpleName(), type))
                .forEach(watcher -> watchers.add(() -> test("figure", selectClass(watcher))));
        if (all) {
            boolean kernels = type.contains(".linalg."); // which are held to their loops by the laws beside them
            DiscoverySelector nearby = selectPackage(
                    kernels
                            ? type.substring(0, type.lastIndexOf('.'))
                            : type.replaceFirst("^(org\\.em4j\\.\\w+).*", "$1"));
            LAWS.stream()
                    .filter(watcher -> concerns(watcher, type))
                    .forEach(watcher ->
                            watchers.add(() -> test("law", selectClass("org.em4j.validation.law." + watcher))));
            watchers.add(() -> figureLaw(type));
            watchers.add(kernels ? 0 : watchers.size(), () -> test(kernels ? "law" : "other test", nearby));
        }
        for (Callable<String> watcher : watchers) {
            String said = watcher.call();
            if (!said.isEmpty()) {
                return said;
            }
        }
        return "";
    }

    /** Whoever watches mixtures has nothing to say of factor analyses alone, nor the other way round. */
    private static boolean concerns(String watcher, String type) {
        boolean mixtures = watcher.contains("Mixture") && !watcher.contains("FactorAnalysers");
        boolean factors = watcher.matches("(Factor|Mixture|Confirmatory|Probabilistic|Structural).*") && !mixtures;
        return !(mixtures && type.startsWith("org.em4j.factor.")) && !(factors && type.startsWith("org.em4j.gmm."));
    }

    private static String figureLaw(String type) throws IOException {
        Path resources = Path.of("src/test/resources/figures");
        Held held =
                new Held(Files.createTempDirectory("held"), Declaration.read(resources.resolve("declarations.txt")));
        for (Case c : Case.read(resources.resolve("cases.txt"), 5)) {
            if (!concerns(c.sample().columns().size() == 2 ? "Mixture" : "Factor", type)) {
                continue;
            }
            String words = held.before(c).words();
            if (words.contains("audit failed")) {
                return "audit | " + c;
            }
            for (Change change : Change.values()) {
                List<String> broken = c.admits(change) ? held.broken(c, change) : List.of();
                if (!broken.isEmpty()) {
                    return (broken.get(0).contains("audit failed") ? "audit" : "figure law") + " | " + c + ", "
                            + change.toString().toLowerCase(Locale.ROOT) + ": "
                            + broken.get(0).replaceFirst(":? .*", "");
                }
            }
        }
        return "";
    }

    private static String test(String who, DiscoverySelector... selectors) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        Launcher launcher = LauncherFactory.create();
        AtomicReference<String> failed = new AtomicReference<>("");
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    result.getThrowable().ifPresent(Throwable::printStackTrace);
                    failed.compareAndSet("", who + " | " + test.getDisplayName());
                }
            }
        });
        return failed.get();
    }
}
