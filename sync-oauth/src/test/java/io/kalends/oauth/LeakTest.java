package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kalends.sync.account.AccountTokens;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.account.TokenCipher;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.google.CallPattern;
import io.kalends.testkit.google.Consent;
import io.kalends.testkit.google.GoogleCalendarEmulator;
import io.kalends.testkit.google.GoogleFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole life of an account at every log level, through SLF4J (ours) and java.util.logging (the JDK's). */
class LeakTest {

    private static final Path SLF4J = Path.of("target", "logged.txt");

    private final Fixture fixture = new Fixture(GoogleCalendarEmulator.builder().rotateRefreshTokens());
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final Set<String> secrets = new HashSet<>();
    private final TokenCipher cipher = new TokenCipher(new ContentCipher(Fixture.KEYS, new SecureRandom()));
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            // The emulator's side of the wire.
            if (!record.getLoggerName().startsWith("com.sun.net.httpserver")) {
                told.add(record.getMessage() + " " + Arrays.deepToString(record.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void capture() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void close() {
        root.setLevel(level);
        root.removeHandler(handler);
        fixture.close();
    }

    @Test
    void tellsNoTokenCodeStateOrSecretAnywhere() throws IOException {
        secrets.add(fixture.google.clientSecret());
        OAuthConnector node = fixture.node();
        ConsentPage page = node.begin(ConnectRequest.of(Fixture.OWNER).hint("alice@example.com"));
        WebRequest answer = fixture.answer(page, Consent.all());
        secrets.add(answer.parameter("state").orElseThrow());
        secrets.add(answer.parameter("code").orElseThrow());
        ConnectResult result = node.complete(answer, Fixture.OWNER);
        String id = ((ConnectResult.Connected) result).account().id();
        remember(id);
        told.addAll(List.of(page.toString(), answer.toString(), result.toString(), node.toString()));
        told.add(node.complete(answer, Fixture.OWNER).toString());

        fixture.nearlyExpire();
        for (GoogleFault fault : List.of(GoogleFault.html(200), GoogleFault.status(500), GoogleFault.dropped())) {
            var injected = fixture.google.faults().inject(fault, CallPattern.of("oauth.token"));
            tell(catchThrowable(() -> node.credentials(id).current()));
            injected.remove();
        }
        told.add(node.credentials(id).current().toString());
        remember(id);
        told.add(fixture.stored(id).toString());
        fixture.google.faults().inject(GoogleFault.html(403), CallPattern.of("oauth.revoke"));
        told.add(node.disconnect(id).toString());
        tell(catchThrowable(() -> node.credentials(id).current()));

        String ours = Files.readString(SLF4J, StandardCharsets.UTF_8);
        assertThat(ours).contains("account " + id + " is CONNECTED");
        told.add(ours);
        assertThat(secrets).hasSizeGreaterThan(5);
        for (String line : told) {
            assertThat(secrets.stream().filter(line::contains)).isEmpty();
        }
    }

    private void remember(String id) {
        AccountTokens tokens = cipher.open(fixture.stored(id).sealed().orElseThrow(), id);
        secrets.add(tokens.access());
        secrets.add(tokens.refreshToken().orElseThrow());
        told.add(tokens.toString());
    }

    private void tell(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        told.add(text.toString());
    }
}
