package io.kalends.house;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A Maven repository with what this build would install, and nothing else; whatever else a project needs is taken from the
 * repository that this build itself was made with. Only other versions than this build's own, which Maven may choose for a
 * host, are asked of the network.
 */
final class FreshRepository {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of(
            "sync-calendar",
            "sync-core",
            "sync-emulators",
            "sync-http",
            "sync-icalendar",
            "sync-oauth",
            "sync-provider-google",
            "sync-provider-ics",
            "sync-store-jdbc",
            "sync-testkit");

    private final Path settings;

    private FreshRepository(Path settings) {
        this.settings = settings;
    }

    static FreshRepository in(Path folder) throws IOException {
        Path repository = folder.resolve("repository");
        for (String module : MODULES) {
            Path artifact = pom(repository, module, ROOT.resolve(module));
            jar(ROOT.resolve(module).resolve("target/classes"), artifact.resolveSibling(named(module, ".jar")));
        }
        pom(repository, "kalends-bom", ROOT.resolve("bom"));
        libraryWithAnOlderJackson(repository);
        Path settings = folder.resolve("settings.xml");
        Files.writeString(settings, """
                <settings>
                  <localRepository>%1$s</localRepository>
                  <profiles>
                    <profile>
                      <id>this-build</id>
                      <repositories>
                        <repository>
                          <id>this-build</id>
                          <url>%2$s</url>
                        </repository>
                      </repositories>
                      <pluginRepositories>
                        <pluginRepository>
                          <id>this-build</id>
                          <url>%2$s</url>
                        </pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>this-build</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(repository, thisBuilds().toUri()));
        return new FreshRepository(settings);
    }

    /** {@code com.example:older:1}, which stands for any library that a host has besides. */
    private static void libraryWithAnOlderJackson(Path repository) throws IOException {
        Path pom = Files.createDirectories(repository.resolve("com/example/older/1"))
                .resolve("older-1.pom");
        Files.writeString(pom, """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>older</artifactId>
                  <version>1</version>
                  <dependencies>
                    <dependency>
                      <groupId>com.fasterxml.jackson.core</groupId>
                      <artifactId>jackson-core</artifactId>
                      <version>2.9.10</version>
                    </dependency>
                  </dependencies>
                </project>
                """);
        jar(Files.createDirectories(repository.resolve("nothing")), pom.resolveSibling("older-1.jar"));
    }

    /** What tells Maven of it. */
    Path settings() {
        return settings;
    }

    private static Path thisBuilds() {
        return Path.of(System.getProperty(
                "kalends.maven.repository",
                Path.of(System.getProperty("user.home"), ".m2", "repository").toString()));
    }

    private static String named(String artifact, String extension) {
        return artifact + "-" + version() + extension;
    }

    private static String version() {
        return System.getProperty("kalends.version", "0.1.0-SNAPSHOT");
    }

    private static Path pom(Path repository, String artifact, Path module) throws IOException {
        Path pom = Files.createDirectories(
                        repository.resolve("io/kalends").resolve(artifact).resolve(version()))
                .resolve(named(artifact, ".pom"));
        return Files.copy(module.resolve(".flattened-pom.xml"), pom);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            paths.filter(path -> !path.equals(classes)).forEach(path -> add(out, classes, path));
        }
    }

    private static void add(JarOutputStream out, Path classes, Path path) {
        try {
            String name = classes.relativize(path).toString().replace('\\', '/');
            // Folders are entries, too, as in Maven's own jars: Flyway finds its scripts by them.
            out.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
            if (Files.isRegularFile(path)) {
                Files.copy(path, out);
            }
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
