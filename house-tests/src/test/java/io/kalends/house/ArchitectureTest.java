package io.kalends.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
            "io.kalends.calendar",
            "io.kalends.emulators",
            "io.kalends.http",
            "io.kalends.icalendar",
            "io.kalends.oauth",
            "io.kalends.provider.google",
            "io.kalends.provider.ics",
            "io.kalends.store.jdbc",
            "io.kalends.sync",
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
                        "io.kalends.calendar..",
                        "io.kalends.emulators..",
                        "io.kalends.http..",
                        "io.kalends.icalendar..",
                        "io.kalends.oauth..",
                        "io.kalends.provider..",
                        "io.kalends.store..",
                        "io.kalends.testkit..")
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
    void letsNoCircleJoinTheModules() {
        slices().matching("io.kalends.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void letsTheCoreNameNoProvider() throws IOException {
        Pattern name = Pattern.compile("\"[^\"]*\\b(?i:google|microsoft|notion|caldav|ics)\\b[^\"]*\"");
        List<String> named = new ArrayList<>();
        for (String module : List.of("sync-core", "sync-http", "sync-oauth")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Files.readAllLines(file).stream()
                            .map(line -> line.replaceAll("(^\\s*/?\\*.*)|(//.*)", ""))
                            .filter(line -> name.matcher(line).find())
                            .forEach(line -> named.add(file.getFileName() + ": " + line.strip()));
                }
            }
        }
        assertThat(named).isEmpty();
    }

    @Test
    void showsNothingInternalToHosts() {
        List<String> shown = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (!type.getModifiers().contains(JavaModifier.PUBLIC) || isInternal(type)) {
                continue;
            }
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(method -> isInternal(method.getRawReturnType())
                            || method.getRawParameterTypes().stream().anyMatch(ArchitectureTest::isInternal))
                    .forEach(method -> shown.add(method.getFullName()));
        }
        assertThat(shown).isEmpty();
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith("io.kalends.")
                && type.getPackageName().contains(".internal");
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
