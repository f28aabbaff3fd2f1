package io.kalends.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a host inherits with each module: a new dependency has to be defended here. */
class DependenciesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sync-core           | jackson-annotations jackson-core jackson-databind jspecify slf4j-api",
                "sync-calendar       | jackson-databind jspecify sync-core",
                "sync-http           | bucket4j_jdk17-core jspecify okhttp-jvm resilience4j-circuitbreaker slf4j-api"
                        + " sync-core",
                "sync-icalendar      | jackson-databind jspecify sync-calendar sync-core",
                "sync-oauth          | jspecify oauth2-oidc-sdk okhttp-jvm slf4j-api sync-core sync-http",
                "sync-provider-google | google-api-client google-api-services-calendar google-http-client"
                        + " google-http-client-gson jspecify okhttp-jvm slf4j-api sync-calendar sync-core sync-http",
                "sync-provider-ics   | jspecify okhttp-jvm sync-calendar sync-core sync-http sync-icalendar",
                "sync-store-jdbc     | jspecify sync-calendar sync-core",
                "sync-testkit        | assertj-core jspecify junit-jupiter-api sync-calendar sync-core",
                "sync-emulators      | jackson-databind jspecify junit-jupiter-api slf4j-api sync-calendar sync-core",
            })
    void bringsAlongNoMoreThanThis(String module, String expected) throws Exception {
        assertThat(String.join(" ", inherited(module))).isEqualTo(expected);
    }

    private static Set<String> inherited(String module) throws Exception {
        File pom = Path.of("..", module, "pom.xml").toFile();
        Element project = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom)
                .getDocumentElement();
        Set<String> inherited = new TreeSet<>();
        NodeList dependencies = project.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (!text(dependency, "scope").equals("test")
                    && !text(dependency, "optional").equals("true")) {
                inherited.add(text(dependency, "artifactId"));
            }
        }
        return inherited;
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().trim();
    }
}
