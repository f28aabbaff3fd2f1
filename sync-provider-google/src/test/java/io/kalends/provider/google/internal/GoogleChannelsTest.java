package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.RejectedException;
import io.kalends.sync.TransientException;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.OpenChannel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleChannelsTest {

    private static final ChannelRequest REQUEST = new ChannelRequest(
            "0b6c9d2e", "team", "s3cret", URI.create("https://app.example.org/push"), Duration.ofDays(7));

    private final CannedGoogle google = new CannedGoogle();
    private final GoogleApi api = google.api();
    private final GoogleChannels channels = new GoogleChannels(google.api());

    @AfterEach
    void stop() {
        api.close();
        google.close();
    }

    @Test
    void opensAChannelUntilGoogleSays() {
        google.answer(CannedGoogle.json(
                200, "{\"kind\":\"api#channel\",\"resourceId\":\"r1\",\"expiration\":\"1426325213000\"}"));

        assertThat(channels.open(REQUEST))
                .isEqualTo(new OpenChannel("0b6c9d2e", "r1", Instant.ofEpochMilli(1_426_325_213_000L)));
        assertThat(google.requests().get(0).getTarget()).startsWith("/calendar/v3/calendars/team/events/watch");
        assertThat(CannedGoogle.body(google.requests().get(0)))
                .contains("\"id\":\"0b6c9d2e\"", "\"type\":\"web_hook\"", "\"token\":\"s3cret\"", "\"ttl\":\"604800\"")
                .contains("\"address\":\"https://app.example.org/push\"");
    }

    @Test
    void takesAnExpirationThatIsANumber() {
        google.answer(CannedGoogle.json(200, "{\"resourceId\":\"r1\",\"expiration\":1426325213000}"));

        assertThat(channels.open(REQUEST).expiresAt()).isEqualTo(Instant.ofEpochMilli(1_426_325_213_000L));
    }

    @Test
    void takesTheWishWhereGoogleSaysNothingOfTheEnd() {
        google.answer(CannedGoogle.json(200, "{\"resourceId\":\"r1\"}"));

        assertThat(channels.open(REQUEST).expiresAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void saysWhichCalendarsHaveToBePolled() {
        google.answer(CannedGoogle.refusal(400, "pushNotSupportedForRequestedResource"));

        assertThatThrownBy(() -> channels.open(REQUEST))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("poll")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void doesNotCallAChannelOpenThatItCannotName() {
        google.answer(CannedGoogle.json(200, "{}"));

        assertThatThrownBy(() -> channels.open(REQUEST)).isInstanceOf(TransientException.class);
    }

    @Test
    void closesAChannelByBothItsNames() {
        google.answer(CannedGoogle.json(204, ""));

        channels.close(new OpenChannel("c1", "r1", Instant.EPOCH));

        assertThat(google.requests().get(0).getTarget()).startsWith("/calendar/v3/channels/stop");
        assertThat(CannedGoogle.body(google.requests().get(0))).contains("\"id\":\"c1\"", "\"resourceId\":\"r1\"");
    }

    @Test
    void takesAChannelForClosedThatIsNotKnown() {
        google.answer(CannedGoogle.refusal(404, "notFound"));

        assertThatCode(() -> channels.close(new OpenChannel("c1", "r1", Instant.EPOCH)))
                .doesNotThrowAnyException();
    }

    @Test
    void saysWhenAChannelCouldNotBeClosed() {
        google.answer(CannedGoogle.json(500, ""));

        assertThatThrownBy(() -> channels.close(new OpenChannel("c1", "r1", Instant.EPOCH)))
                .isInstanceOf(TransientException.class);
    }
}
