package io.kalends.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.Consent;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.sync.account.AccountTokens;
import io.kalends.sync.account.ContentCipher;
import io.kalends.sync.account.TokenCipher;
import io.kalends.sync.web.WebRequest;
import io.kalends.testkit.logs.LogCapture;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole life of an account: what a host would print of it, and what was logged meanwhile, tells none of its secrets. */
class LeakTest {

    private final Fixture fixture = new Fixture(GoogleCalendarEmulator.builder().rotateRefreshTokens());
    private final List<String> told = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();
    private final TokenCipher cipher = new TokenCipher(new ContentCipher(Fixture.KEYS, new SecureRandom()));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void tellsNoTokenCodeStateOrSecretAnywhere(LogCapture log) {
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

        told.addAll(log.lines());
        assertThat(told).anyMatch(line -> line.contains("account " + id + " is CONNECTED"));
        assertThat(secrets).hasSizeGreaterThan(5);
        for (String line : told) {
            assertThat(secrets.stream().filter(line::contains)).isEmpty();
        }
        assertThat(told).filteredOn(LeaksNothing.SECRET.asPredicate()).isEmpty();
    }

    private void remember(String id) {
        AccountTokens tokens = cipher.open(fixture.stored(id).sealed().orElseThrow(), id);
        secrets.add(tokens.access());
        secrets.add(tokens.refreshToken().orElseThrow());
        told.add(tokens.toString());
    }

    private void tell(Throwable thrown) {
        told.add(LogCapture.text(thrown));
    }
}
