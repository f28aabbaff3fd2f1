package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.spi.BusyTimes;
import io.kalends.sync.spi.BusyTimes.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleFreeBusyTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final CannedGoogle google = new CannedGoogle();
    private final GoogleApi api = google.api();
    private final GoogleFreeBusy busy = new GoogleFreeBusy(google.api());

    @AfterEach
    void stop() {
        api.close();
        google.close();
    }

    @Test
    void joinsTimesThatTouch() {
        google.answer(CannedGoogle.json(200, """
                {"calendars":{"a":{"busy":[
                  {"start":"2026-03-02T10:00:00Z","end":"2026-03-02T11:00:00Z"},
                  {"start":"2026-03-02T10:00:00+01:00","end":"2026-03-02T10:30:00Z"},
                  {"start":"2026-03-02T12:00:00Z","end":"2026-03-02T12:30:00Z"}]}}}"""));

        assertThat(busy.busy(List.of("a"), NINE, NINE.plusSeconds(86_400)))
                .containsExactly(new BusyTimes(
                        "a",
                        List.of(
                                new Span(NINE, Instant.parse("2026-03-02T11:00:00Z")),
                                new Span(Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-02T12:30:00Z"))),
                        null));
    }

    @Test
    void saysOfWhichCalendarsGoogleToldNothing() {
        google.answer(CannedGoogle.json(
                200, "{\"calendars\":{\"a\":{\"errors\":[{\"domain\":\"global\",\"reason\":\"notFound\"}]}}}"));

        assertThat(busy.busy(List.of("a", "b"), NINE, NINE.plusSeconds(60)))
                .extracting(times -> times.error().orElse(""))
                .containsExactly("notFound", "Google did not answer for it");
    }

    @Test
    void asksForFiftyAtATime() {
        google.answer(CannedGoogle.json(200, "{\"calendars\":{}}"));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            ids.add("calendar" + i);
        }

        assertThat(busy.busy(ids, NINE, NINE.plusSeconds(60)))
                .extracting(BusyTimes::collection)
                .isEqualTo(ids);
        assertThat(google.requests()).hasSize(3);
    }

    @Test
    void needsAScope() {
        google.answer(CannedGoogle.refusal(403, "insufficientPermissions"));

        assertThatThrownBy(() -> busy.busy(List.of("a"), NINE, NINE.plusSeconds(60)))
                .isInstanceOf(AuthorizationException.class)
                .hasMessageContaining("scope");
    }
}
