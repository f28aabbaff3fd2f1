package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of the documents works as it stands, in a project that has what this build installs and nothing else. */
class FreshProjectTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private static Path shared;

    private static FreshRepository repository;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws IOException {
        repository = FreshRepository.in(shared);
    }

    static List<String> documents() throws IOException {
        try (Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), below)
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> read(path).contains("<!-- fresh "))
                    .map(path -> ROOT.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void runsWhatADocumentShowsAsItStands(String document) throws IOException, InterruptedException {
        FreshProject project = FreshProject.of(read(ROOT.resolve(document)), folder);

        String classPath = project.compile(repository);

        if (project.hasMain()) {
            assertThat(project.run(classPath)).contains(project.expected());
        }
    }

    /** The other is declared first, and nearer than ours: as a host does with an older Flyway. */
    @Test
    void keepsJacksonsModulesTogetherBesideAnOlderOne() throws IOException, InterruptedException {
        FreshProject project = FreshProject.of("""
                <!-- fresh pom.xml -->
                ```xml
                <dependencyManagement>
                  <dependencies>
                    <dependency>
                      <groupId>io.kalends</groupId>
                      <artifactId>kalends-bom</artifactId>
                      <version>0.1.0-SNAPSHOT</version>
                      <type>pom</type>
                      <scope>import</scope>
                    </dependency>
                  </dependencies>
                </dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>com.example</groupId>
                    <artifactId>older</artifactId>
                    <version>1</version>
                  </dependency>
                  <dependency>
                    <groupId>io.kalends</groupId>
                    <artifactId>sync-core</artifactId>
                  </dependency>
                </dependencies>
                ```
                """, folder);

        String ours = PackageVersion.VERSION.toString();
        assertThat(project.compile(repository))
                .contains("jackson-core-" + ours + ".jar")
                .contains("jackson-databind-" + ours + ".jar");
    }

    @Test
    void theReadmeAndGooglesPageAreAmongThem() throws IOException {
        assertThat(documents()).contains("README.md", "docs/providers/google.md");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
