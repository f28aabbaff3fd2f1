package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is a module requires ours, and nothing that they stand on. */
class ModularHostTest {

    private static final Pattern MODULE = Pattern.compile("<module\\.name>(.*?)</module\\.name>");

    private static final String DESCRIPTOR = """
            module host {
                requires io.kalends.calendar;
                requires io.kalends.provider.google;
                requires io.kalends.provider.ics;
                requires io.kalends.store.jdbc;
                requires io.kalends.sync;
                requires com.h2database;
                requires java.sql;
            }
            """;

    private static final String MAIN = """
            package host;

            import io.kalends.calendar.CalendarEvents;
            import io.kalends.store.jdbc.JdbcCalendar;
            import io.kalends.store.jdbc.JdbcSyncStateStore;
            import io.kalends.store.jdbc.Migrate;
            import io.kalends.sync.SyncEngine;
            import io.kalends.sync.SyncPair;
            import io.kalends.sync.account.Account;
            import io.kalends.sync.account.KeySource;
            import io.kalends.sync.spi.ProviderSettings;
            import java.nio.file.Path;

            public class Main {
                public static void main(String[] args) {
                    var database = org.h2.jdbcx.JdbcConnectionPool.create("jdbc:h2:mem:host", "sa", "");
                    var store = JdbcSyncStateStore.builder(database)
                            .keys(KeySource.inFile(Path.of(args[0], "key")))
                            .migrate(Migrate.FLYWAY)
                            .build();
                    var engine = SyncEngine.builder().store(store).build();
                    var app = JdbcCalendar.builder(database, "alice").build();
                    var file = engine.provider("ics")
                            .connect(Account.none(), ProviderSettings.defaults())
                            .replica(Path.of(args[0], "team.ics").toString(), CalendarEvents.type());
                    engine.sync(SyncPair.between(app.replica(), file).id("pair").build());
                    System.out.println(engine.provider("google").id() + " and ics, migrated, in " + Main.class.getModule());
                    System.exit(0);
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void findsProvidersAndMigrates() throws Exception {
        Path modules = Files.createDirectories(folder.resolve("modules"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) && path.endsWith("target/classes")) {
                jar(path, modules);
            } else if (Files.isRegularFile(path) && isRunTime(path)) {
                Files.copy(path, modules.resolve(path.getFileName()));
            }
        }
        Files.createDirectories(folder.resolve("src/host"));
        Files.writeString(folder.resolve("src/module-info.java"), DESCRIPTOR);
        Files.writeString(folder.resolve("src/host/Main.java"), MAIN);

        run("javac", "-d", "out", "--module-path", "modules", "src/module-info.java", "src/host/Main.java");

        assertThat(run("java", "--module-path", "modules" + File.pathSeparator + "out", "-m", "host/host.Main", "."))
                .contains("google and ics, migrated, in module host");
    }

    /** What a host inherits, and not what tests are made with. */
    private static boolean isRunTime(Path jar) {
        return Stream.of(
                        "junit",
                        "assertj",
                        "archunit",
                        "byte-buddy",
                        "jqwik",
                        "opentest4j",
                        "apiguardian",
                        "surefire",
                        "mockwebserver",
                        "example-")
                .noneMatch(jar.toString()::contains);
    }

    /** Ours as it is published: with its name in the manifest. */
    private static void jar(Path classes, Path modules) throws IOException {
        Path project = classes.getParent().getParent();
        Matcher name = MODULE.matcher(Files.readString(project.resolve("pom.xml")));
        if (!name.find() || name.group(1).startsWith("io.kalends.examples")) {
            return;
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", name.group(1));
        try (OutputStream file = Files.newOutputStream(modules.resolve(project.getFileName() + ".jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            // Folders too: Flyway looks for the one with its scripts.
            for (Path path : all.filter(path -> !path.equals(classes)).toList()) {
                String entry = classes.relativize(path).toString();
                jar.putNextEntry(new JarEntry(Files.isDirectory(path) ? entry + "/" : entry));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, jar);
                }
            }
        }
    }

    private String run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
