package org.em4j.validation.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.em4j.core.Equation;
import org.em4j.core.data.InvalidDataException;
import org.em4j.validation.Papers;
import org.em4j.validation.reproduce.Reproduction;
import org.junit.jupiter.api.Test;

/** Ledger, annotations and checks, held against each other in both directions. */
class LedgerTest {
    private static final String PAPER = "em-3695";
    private static final Ledger LEDGER = Ledger.of(PAPER);

    @Test
    void theDocumentsEquationsStandInItsOrder() {
        List<String> numbered = List.of(
                "a b c d de df dg dh di dj dk dl dm dn do dp dq dqd dqe dqf ds dt du dv dw dxc dxd dxe dxf dxg dxh dxi dxj e fh fi f g h"
                        .split(" "));
        assertEquals(
                numbered.stream().map(n -> "3695" + n).toList(),
                LEDGER.equations().stream().map(Ledger.Equation::id).toList());
    }

    /** Place by place: what the ledger says of it, and what is written on it. */
    @Test
    void whatTheLedgerNamesIsAnnotatedAndWhatIsAnnotatedTheLedgerNames() {
        Map<String, Set<String>> named = new TreeMap<>();
        for (Ledger.Equation e : LEDGER.equations()) {
            e.code()
                    .forEach(place ->
                            named.computeIfAbsent(place, p -> new TreeSet<>()).add(e.id()));
        }
        Map<String, Set<String>> annotated = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.em4j").stream()
                        .flatMap(c -> c.getMethods().stream())
                        .filter(m -> m.isAnnotatedWith(Equation.class))
                        .filter(m -> !m.getModifiers().contains(JavaModifier.BRIDGE))
                        .forEach(m -> annotated
                                .computeIfAbsent(place(m), p -> new TreeSet<>())
                                .addAll(Arrays.asList(
                                        m.getAnnotationOfType(Equation.class).value())));
        assertEquals(named, annotated);
    }

    private static String place(JavaMethod m) {
        return m.getOwner().getName() + "." + m.getName();
    }

    @Test
    void everyPlaceHasItsMarks() {
        for (Ledger.Equation e : LEDGER.equations()) {
            assertTrue(!e.code().isEmpty(), e.id() + " names no code");
            for (CodePlace place : e.places()) {
                assertTrue(place.equations().contains(e.id()), place + " is not marked " + e.id());
            }
        }
    }

    @Test
    void whateverAPaperSaysHasOneCheckAndEveryCheckShowsSomething() {
        for (Reproduction paper : Papers.all()) {
            assertEquals(new TreeSet<>(ids(paper.ledger())), paper.checks().keySet());
        }
    }

    private static List<String> ids(Ledger ledger) {
        List<String> ids = new ArrayList<>();
        ledger.equations().forEach(e -> ids.add(e.id()));
        ledger.claims().forEach(c -> ids.add(c.id()));
        ledger.tables().forEach(t -> ids.add(t.id()));
        return ids;
    }

    @Test
    void noTwoOfAllPapersHaveOneName() {
        List<String> ids = Papers.all().stream()
                .flatMap(paper -> ids(paper.ledger()).stream())
                .toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids.toString());
    }

    @Test
    void aPrintedFigureThatIsNotOursIsExplained() {
        for (Reproduction paper : Papers.all()) {
            for (Ledger.Table table : paper.ledger().tables()) {
                for (Ledger.Row row : table.rows()) {
                    assertEquals(row.exact().isEmpty(), row.because().isBlank(), table.id() + ", " + row.name());
                }
            }
        }
    }

    /** Where a file gives a reason once, and names it after. */
    @Test
    void aReasonThatIsReferredToIsTheReason() {
        List<String> reasons = Ledger.of("factanal-ability").tables().get(1).rows().stream()
                .map(Ledger.Row::because)
                .filter(because -> !because.isEmpty())
                .distinct()
                .toList();
        assertEquals(List.of("factanal's varimax stops at a relative change of 1e-5."), reasons);
    }

    @Test
    void everyToleranceHasItsReason() {
        for (Ledger.Equation e : LEDGER.equations()) {
            assertTrue(e.tolerance() >= 0 && e.tolerance() < 1e-6, e.id());
            assertTrue(
                    !e.because().isBlank()
                            && !e.shown().isBlank()
                            && !e.statement().isBlank(),
                    e.id());
        }
    }

    @Test
    void whatIsInferredSaysHowSure() {
        for (Ledger.Equation e : LEDGER.equations()) {
            assertTrue(
                    e.status() == Ledger.Status.STATED || e.confidence().matches("(high|low);.*"),
                    e.id() + ": " + e.confidence());
        }
    }

    @Test
    void sectionsFollowOneAnotherAndAreAllUsed() {
        List<String> sections = LEDGER.equations().stream()
                .map(Ledger.Equation::section)
                .distinct()
                .toList();
        assertEquals(LEDGER.sections().stream().map(Ledger.Section::id).toList(), sections);
    }

    @Test
    void dependenciesAreEquations() {
        Set<String> ids = new HashSet<>();
        LEDGER.equations().forEach(e -> ids.add(e.id()));
        for (Ledger.Equation e : LEDGER.equations()) {
            assertTrue(ids.containsAll(e.depends()) && !e.depends().contains(e.id()), e.id());
        }
    }

    @Test
    void theGuideShowsAPaperAsItIs() throws IOException {
        Path top = Path.of("..");
        String guide = Files.readString(top.resolve("docs/reproduce-a-paper.md"));
        String java = "em-validation/src/main/java/org/em4j/validation/reproduce/classic/WaitingChecks.java";
        for (String file :
                List.of("papers/mixtools-faithful/paper.md", "papers/mixtools-faithful/equations.yaml", java)) {
            String text = Files.readString(top.resolve(file));
            assertTrue(guide.contains(text.substring(Math.max(0, text.indexOf("\nimport ") + 1))), file);
        }
    }

    @Test
    void aPaperThatIsNotThereIsRefusedWithThoseThatAre() {
        InvalidDataException e = assertThrows(InvalidDataException.class, () -> Papers.of("em-1"));
        assertTrue(e.getMessage().contains("em-1") && e.getMessage().contains(PAPER), e.getMessage());
    }
}
