package org.em4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which room may look into which. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.em4j");

    /** A rule about nothing passes: these are fewer than there are, and far more than none. */
    @Test
    void theRulesBelowLookAtAllModules() {
        for (String part : new String[] {"core", "nd4j", "gmm", "factor", "gallery", "validation", "cli"}) {
            long seen = PRODUCT.stream()
                    .filter(c -> c.getPackageName().startsWith("org.em4j." + part))
                    .count();
            assertTrue(seen >= (part.equals("core") ? 50 : 5), part + ": saw " + seen + " classes");
        }
    }

    @Test
    void modulesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("org.em4j.core..")
                .layer("gmm")
                .definedBy("org.em4j.gmm..")
                .layer("factor")
                .definedBy("org.em4j.factor..")
                .layer("gallery")
                .definedBy("org.em4j.gallery..")
                .layer("validation")
                .definedBy("org.em4j.validation..")
                .layer("cli")
                .definedBy("org.em4j.cli..")
                .whereLayer("gmm")
                .mayOnlyBeAccessedByLayers("gallery", "validation", "cli")
                .whereLayer("factor")
                .mayOnlyBeAccessedByLayers("gallery", "validation", "cli")
                .whereLayer("gallery")
                .mayOnlyBeAccessedByLayers("validation", "cli")
                .whereLayer("validation")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(PRODUCT);
    }

    @Test
    void theCorePointsOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("equation")
                .definedBy("org.em4j.core.equation..")
                .layer("linalg")
                .definedBy("org.em4j.core.linalg..")
                .layer("data")
                .definedBy("org.em4j.core.data..")
                .layer("model")
                .definedBy("org.em4j.core.model..")
                .layer("mixture")
                .definedBy("org.em4j.core.mixture..")
                .layer("fit")
                .definedBy("org.em4j.core.fit..")
                .layer("accelerate")
                .definedBy("org.em4j.core.accelerate..")
                .layer("inference")
                .definedBy("org.em4j.core.inference..")
                .whereLayer("linalg")
                .mayOnlyAccessLayers("equation")
                .whereLayer("data")
                .mayOnlyAccessLayers("linalg")
                .whereLayer("model")
                .mayOnlyAccessLayers("data", "linalg", "equation")
                .whereLayer("mixture")
                .mayOnlyAccessLayers("model", "data", "linalg", "equation")
                .whereLayer("fit")
                .mayOnlyAccessLayers("model", "data", "linalg", "equation")
                .whereLayer("inference")
                .mayOnlyAccessLayers("fit", "model", "data", "linalg", "equation")
                .whereLayer("accelerate")
                .mayOnlyAccessLayers("fit", "model", "data", "linalg", "equation")
                .whereLayer("equation")
                .mayNotAccessAnyLayer()
                .check(PRODUCT);
    }

    @Test
    void lawsKnowTheCoreAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.em4j.validation.law..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.em4j.gmm..", "org.em4j.factor..", "org.em4j.gallery..", "org.em4j.cli..")
                .check(PRODUCT);
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
        onlyIn(new String[] {"org.em4j.cli..", "org.em4j.validation.ledger.."}, "com.fasterxml..");
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
