package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host inherits with each module, directly or not: a new dependency has to be defended here. */
class DependenciesTest {

    private static final Pattern INHERITED =
            Pattern.compile("^\\s*[\\w.-]+:([\\w.-]+):jar:\\S*:(?:compile|runtime)\\b(?!.*optional).*");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync-core | jackson-annotations jackson-core jackson-databind jspecify slf4j-api",
                "sync-calendar | jackson-annotations jackson-core jackson-databind jspecify slf4j-api" + " sync-core",
                "sync-http | annotations bucket4j_jdk17-core jackson-annotations jackson-core"
                        + " jackson-databind jspecify kotlin-stdlib okhttp-jvm okio-jvm resilience4j-circuitbreaker"
                        + " resilience4j-core slf4j-api sync-core",
                "sync-icalendar | jackson-annotations jackson-core jackson-databind jspecify slf4j-api"
                        + " sync-calendar sync-core",
                "sync-oauth | accessors-smart annotations asm bucket4j_jdk17-core content-type"
                        + " jackson-annotations jackson-core jackson-databind jcip-annotations json-smart jspecify"
                        + " kotlin-stdlib lang-tag nimbus-jose-jwt oauth2-oidc-sdk okhttp-jvm okio-jvm"
                        + " resilience4j-circuitbreaker resilience4j-core slf4j-api sync-core sync-http",
                "sync-provider-google | annotations auto-value-annotations bucket4j_jdk17-core commons-codec"
                        + " commons-logging error_prone_annotations failureaccess google-api-client"
                        + " google-api-services-calendar google-auth-library-credentials"
                        + " google-auth-library-oauth2-http google-http-client google-http-client-apache-v2"
                        + " google-http-client-gson google-oauth-client grpc-api grpc-context gson guava httpclient"
                        + " httpcore j2objc-annotations jackson-annotations jackson-core jackson-databind jspecify"
                        + " jsr305 kotlin-stdlib listenablefuture okhttp-jvm okio-jvm opencensus-api"
                        + " opencensus-contrib-http-util resilience4j-circuitbreaker resilience4j-core slf4j-api"
                        + " sync-calendar sync-core sync-http",
                "sync-provider-ics | annotations bucket4j_jdk17-core jackson-annotations jackson-core"
                        + " jackson-databind jspecify kotlin-stdlib okhttp-jvm okio-jvm resilience4j-circuitbreaker"
                        + " resilience4j-core slf4j-api sync-calendar sync-core sync-http sync-icalendar",
                "sync-store-jdbc | jackson-annotations jackson-core jackson-databind jspecify slf4j-api"
                        + " sync-calendar sync-core",
                "sync-testkit | apiguardian-api assertj-core byte-buddy jackson-annotations jackson-core"
                        + " jackson-databind jspecify junit-jupiter-api junit-platform-commons opentest4j slf4j-api"
                        + " sync-calendar sync-core",
                "sync-emulators | apiguardian-api jackson-annotations jackson-core jackson-databind jspecify"
                        + " junit-jupiter-api junit-platform-commons opentest4j slf4j-api sync-calendar sync-core",
            })
    void bringsAlongNoMoreThanThis(String module, String expected) throws IOException {
        assertThat(String.join(" ", inherited(module))).isEqualTo(expected);
    }

    /** As Maven resolved it when the module was compiled. */
    private static Set<String> inherited(String module) throws IOException {
        Set<String> inherited = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", module, "target", "inherited.txt"))) {
            Matcher artifact = INHERITED.matcher(line.replaceAll("\\x1b\\[[0-9;]*m", ""));
            if (artifact.matches()) {
                inherited.add(artifact.group(1));
            }
        }
        return inherited;
    }
}
