package org.em4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which room may look into which. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.em4j");

    /** Every module, and the modules that it may look into. */
    private static final Map<String, List<String>> MODULES = Map.ofEntries(
            Map.entry("core", List.of()),
            Map.entry("io", List.of("core")),
            Map.entry("duckdb", List.of("core", "io")),
            Map.entry("nd4j", List.of("core")),
            Map.entry("gmm", List.of("core")),
            Map.entry("factor", List.of("core")),
            Map.entry("gallery", List.of("core")),
            Map.entry("laws", List.of("core")),
            Map.entry("json", List.of("core", "gmm", "factor", "gallery")),
            Map.entry("validation", List.of("core", "io", "gmm", "factor", "gallery", "laws")),
            Map.entry("report", List.of("core", "io", "gmm", "factor", "gallery", "validation")),
            Map.entry(
                    "cli", List.of("core", "io", "gmm", "factor", "gallery", "laws", "json", "validation", "report")));

    /** A rule about nothing passes: these are fewer than there are, and far more than none. */
    @Test
    void theRulesBelowLookAtAllModules() {
        for (String module : MODULES.keySet()) {
            long seen = PRODUCT.stream()
                    .filter(c -> c.getPackageName().startsWith("org.em4j." + module))
                    .count();
            assertTrue(seen >= (module.equals("core") ? 50 : 5), module + ": saw " + seen + " classes");
        }
    }

    @Test
    void modulesPointOneWay() {
        MODULES.forEach((module, below) -> noClasses()
                .that()
                .resideInAPackage("org.em4j." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MODULES.keySet().stream()
                        .filter(other -> !other.equals(module) && !below.contains(other))
                        .map(other -> "org.em4j." + other + "..")
                        .toArray(String[]::new))
                .check(PRODUCT));
    }

    @Test
    void noPackageComesBackToItself() {
        slices().matching("org.em4j.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    /** Register tiles: all sums of an unrolled loop, or all lanes of a square that is turned, stand in one method's registers. */
    private static final Set<String> UNROLLED = Set.of(
            "ColumnProducts.fourByFour",
            "FewColumns.momentsOfTwo",
            "FewColumns.momentsOfFour",
            "PanelProducts.addEightByTwo",
            "Panels.eight",
            "RowProducts.eight");

    @Test
    void roomsAreSmallEnoughToBeSeenAtOnce() throws IOException {
        House house = House.of(Path.of(".."));
        assertTrue(house.sources.size() > 300, "saw " + house.sources.size() + " files");
        assertEquals(List.of(), over(house.packages(), 15));
        assertEquals(
                List.of(),
                house.sources.stream()
                        .filter(s -> s.lines() > 300)
                        .map(s -> s.name() + " has " + s.lines() + " lines")
                        .toList());
        assertEquals(
                List.of(),
                house.methods.stream()
                        .filter(m -> m.lines() > 40 && !UNROLLED.contains(m.place()))
                        .map(m -> m.place() + " has " + m.lines() + " lines")
                        .toList());
    }

    private static List<String> over(Map<String, Long> sizes, long most) {
        return sizes.entrySet().stream()
                .filter(e -> e.getValue() > most)
                .map(e -> e.getKey() + " has " + e.getValue() + " files")
                .toList();
    }

    @Test
    void nativeCodeStaysInItsModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.em4j.nd4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "org.em4j.nd4j..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheCommandLinePrintsOrExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.em4j.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(PRODUCT);
    }

    /** Numbers and letters are written in no locale of the machine's: by a library, too, which must not set its default. */
    @Test
    void sentencesAreTheSameInAnyLocale() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.text..")
                .check(PRODUCT);
    }

    @Test
    void noClassIsNamedForNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base)(\\$.*)?")
                .check(PRODUCT);
    }

    @Test
    void librariesOfOneRoomStayThere() {
        only("org.em4j.cli..", "picocli..", "me.tongfei..");
        only("org.em4j.duckdb..", "org.duckdb..", "java.sql..");
        only("org.em4j.report..", "org.knowm..", "org.apache.batik..", "org.scilab..", "org.commonmark..");
        onlyIn(
                new String[] {"org.em4j.cli..", "org.em4j.json..", "org.em4j.report..", "org.em4j.validation.ledger.."},
                "com.fasterxml..");
    }

    private static void only(String room, String... libraries) {
        onlyIn(new String[] {room}, libraries);
    }

    private static void onlyIn(String[] rooms, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(libraries))
                .check(PRODUCT);
    }
}
