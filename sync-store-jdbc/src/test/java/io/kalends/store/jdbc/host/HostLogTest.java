package io.kalends.store.jdbc.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.oauth.ConnectRequest;
import io.kalends.sync.account.Credentials.BearerToken;
import io.kalends.sync.push.Ran;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.logs.LogCapture;
import io.kalends.testkit.logs.LogCaptureBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a whole host logs at every level, in this and in all the other tests until now, has neither secrets nor content. */
class HostLogTest {

    /** Google's tokens and codes; states, verifiers and secrets of channels, which are 32 bytes; titles of events. */
    private static final Pattern SECRET = Pattern.compile(
            "ya29\\.|1//\\w|\\b4/\\w|(?<![\\w-])[\\w-]{43}(?![\\w-])|(?i)bearer |client_secret|Meeting \\d|hush, ");

    private final Outside outside = new Outside();
    private final List<String> told = new ArrayList<>();

    @Test
    void tellsNoSecretAndNoContent() {
        LogCaptureBuilder kept = LogCapture.builder()
                .file(Path.of("target", "logged.txt"))
                // The emulator, which plays the server, and calls when it plays Google that notifies.
                .skip("com.sun.net.httpserver")
                .keepOnly("sun.net.www.protocol.http.HttpURLConnection", line -> !line.contains("APIs-Google"));
        try (LogCapture log = kept.start();
                outside) {
            Host web = outside.web();
            web.connectsAlice();
            web.subscribes();
            outside.isMended();
            outside.putAtGoogle("hush, a surprise");
            outside.putInApp(1);
            outside.google.awaitDeliveries();
            outside.after(Duration.ofSeconds(5));
            outside.google.faults().inject(GoogleFault.html(503), CallPattern.of("batch"));
            tell(web.runDue());
            outside.isMended();
            String token = ((BearerToken)
                            web.connector().credentials(web.account().id()).current())
                    .token();
            forged();
            outside.alice.revoke();
            outside.after(Duration.ofHours(2));
            web.push().changed(web.calendar());
            outside.after(Duration.ofSeconds(5));
            tell(web.runDue());
            web.connect(
                    outside.alice,
                    ConnectRequest.of(Host.OWNER).again(web.account().id()));
            outside.isMended();
            web.push().stop(web.google(web.account().id()), web.calendar());

            told.addAll(log.lines());
            String all = String.join("\n", told);
            assertThat(all)
                    .contains("io.kalends.sync.run", "io.kalends.sync.push", "io.kalends.oauth")
                    .contains("came before", "is of no channel of ours", "waits until its account")
                    .doesNotContain(token)
                    .doesNotContain(channelSecret());
            assertThat(told).filteredOn(SECRET.asPredicate()).isEmpty();
        }
    }

    @Test
    void knowsASecretWhenItSeesOne() {
        try (outside) {
            Host web = outside.web();
            web.connectsAlice();
            web.subscribes();
            outside.google.awaitDeliveries();
            WebRequest callback = outside.callbacks.get(0);

            assertThat(List.of(
                            channelSecret(),
                            callback.parameter("state").orElseThrow(),
                            callback.parameter("code").orElseThrow(),
                            "a hush, hush"))
                    .allMatch(secret -> SECRET.matcher(" " + secret + ",").find());
        }
    }

    private String channelSecret() {
        return outside.received.get(0).header("X-Goog-Channel-Token").orElseThrow();
    }

    /** A notification that came before, and one with another secret. */
    private void forged() {
        WebRequest genuine = outside.received.get(outside.received.size() - 1);
        outside.web().notifications().handle(genuine);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(genuine.headers());
        headers.put("X-Goog-Channel-Token", List.of("hush, another secret"));
        outside.web().notifications().handle(new WebRequest("POST", "/", Map.of(), headers, new byte[0]));
    }

    private void tell(List<Ran> runs) {
        assertThat(runs).isNotEmpty();
        for (Ran run : runs) {
            told.add(run.toString());
            run.failure().ifPresent(failure -> told.add(LogCapture.text(failure)));
        }
    }
}
