package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Maven project made of what a document marks, far from this repository. A mark is a comment, and what it marks is the
 * block of code on the next line:
 *
 * <pre>{@code
 * <!-- fresh Main.java
 * import javax.sql.DataSource;
 * -->
 * }</pre>
 *
 * <p>The text within the comment, which readers do not see, and the block after it go into the file that it names, in the
 * order of the document; a mark without a block on its next line is only its text. A comment that says {@code from} and a
 * path stands for that file of this repository, without its package. {@code pom.xml} holds what stands below
 * {@code <project>}, {@code expected.txt} words that {@code Main} is to print, one or more a line.
 */
final class FreshProject {

    private static final Pattern MARK = Pattern.compile("(?s)<!-- fresh (\\S+)(.*?)-->\\n"
            // Other comments may stand between.
            + "(?:<!--(?! fresh)[^\\n]*-->\\n)*"
            + "(?:```\\w+\\n(.*?)\\n```)?");

    /** The same plugins that this build has used, so that they are there already. */
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>fresh</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                  <plugin>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>%s</version>
                  </plugin>
                </plugins>
              </build>
            %s
            </project>
            """;

    private final Map<String, String> files;
    private final Path folder;

    private FreshProject(Map<String, String> files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** What the document marks, as files in a folder. */
    static FreshProject of(String document, Path folder) throws IOException {
        Map<String, String> files = marked(document);
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey();
            Path path = folder.resolve(name.endsWith(".java") ? "src/main/java/" + name : name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, name.equals("pom.xml") ? pom(file.getValue()) : file.getValue());
        }
        return new FreshProject(files, folder);
    }

    private static String pom(String content) throws IOException {
        return POM.formatted(version("maven-compiler-plugin"), version("maven-resources-plugin"), content);
    }

    private static String version(String plugin) throws IOException {
        Matcher named = Pattern.compile("<artifactId>" + plugin + "</artifactId>\\s*<version>(.*?)</version>")
                .matcher(Files.readString(Path.of("..", "pom.xml")));
        assertThat(named.find()).as(plugin).isTrue();
        return named.group(1);
    }

    static Map<String, String> marked(String document) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Matcher mark = MARK.matcher(document);
        while (mark.find()) {
            String block = mark.group(3) == null ? "" : mark.group(3) + "\n";
            files.merge(mark.group(1), meant(mark.group(2).strip()) + "\n" + block, String::concat);
        }
        return files;
    }

    private static String meant(String text) throws IOException {
        return text.startsWith("from ")
                ? Files.readString(Path.of("..", text.substring("from ".length())))
                        .replaceFirst("package .*;", "")
                : text;
    }

    boolean hasMain() {
        return files.containsKey("Main.java");
    }

    /** What {@code Main} is to print, among other things. */
    List<String> expected() {
        return files.getOrDefault("expected.txt", "").strip().lines().toList();
    }

    /** Compiles it with Maven; the class path that it runs with. */
    String compile(FreshRepository repository) throws IOException, InterruptedException {
        // Of all that says what a project runs with, this asks for no further plugin.
        String said = output(
                List.of(maven(), "-B", "-ntp", "-X", "-s", repository.settings().toString(), "test-compile"));
        Matcher path = Pattern.compile("\\(f\\) testPath = \\[(.*?)]").matcher(said);
        assertThat(path.find()).as(said).isTrue();
        return path.group(1).replace(", ", File.pathSeparator);
    }

    /** Runs {@code Main}; what it printed. */
    String run(String classPath) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return output(List.of(java.toString(), "-cp", classPath, "Main"));
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(out);
        assertThat(ended).as("it comes to an end: " + said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static String maven() {
        String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
        String home = System.getProperty("kalends.maven.home");
        return home == null ? name : Path.of(home, "bin", name).toString();
    }
}
