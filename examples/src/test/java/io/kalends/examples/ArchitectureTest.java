package io.kalends.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house: which part may know which. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kalends");

    private static final List<String> MODULES = List.of(
            "io.kalends.sync",
            "io.kalends.oauth",
            "io.kalends.provider.google",
            "io.kalends.provider.ics",
            "io.kalends.store.jdbc",
            "io.kalends.testkit");

    @Test
    void seesTheClassesOfEveryModule() {
        // Rules over nothing pass: this is the floor under all the others.
        assertThat(CLASSES.size()).isGreaterThan(250);
        assertThat(MODULES)
                .allSatisfy(module -> assertThat(CLASSES.containPackage(module)).isTrue());
    }

    @Test
    void letsTheCoreKnowNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("io.kalends.sync..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kalends.oauth..", "io.kalends.provider..", "io.kalends.store..", "io.kalends.testkit..")
                .check(CLASSES);
    }

    @Test
    void letsProvidersAndStoresNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.kalends.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kalends.store..", "io.kalends.testkit..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.kalends.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kalends.provider..", "io.kalends.testkit..")
                .check(CLASSES);
    }

    @Test
    void letsTheEngineNotKnowWhatACalendarIs() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.kalends.sync",
                        "io.kalends.sync.internal..",
                        "io.kalends.sync.store..",
                        "io.kalends.sync.record..",
                        "io.kalends.sync.spi..",
                        "io.kalends.sync.account..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.kalends.calendar..")
                .check(CLASSES);
    }

    @Test
    void letsTheCoreDependOnLittle() {
        noClasses()
                .that()
                .resideInAPackage("io.kalends.sync..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "io.kalends.sync..",
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.kalends.sync",
                "io.kalends.oauth",
                "io.kalends.provider.google",
                "io.kalends.provider.ics",
                "io.kalends.store.jdbc"
            })
    void hidesWhatIsInternalFromOtherModules(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage(module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(module + ".internal..")
                .check(CLASSES);
    }

    @Test
    void marksEveryPackageForNullness() {
        TreeSet<String> unmarked = new TreeSet<>();
        for (JavaPackage named : CLASSES.getDefaultPackage().getSubpackagesInTree()) {
            if (named.getName().startsWith("io.kalends")
                    && !named.getClasses().isEmpty()
                    && !named.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(named.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }
}
