package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.calendar.EventTime;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoogleCursorTest {

    private static final ToldExclusions TOLD = ToldExclusions.NONE.with(Map.of(
            "m",
            List.of(
                    EventTime.utc(Instant.parse("2026-03-09T08:00:00Z")),
                    EventTime.utc(Instant.parse("1969-03-09T08:00:00Z"))),
            "d",
            List.of(EventTime.allDay(LocalDate.of(2026, 3, 9)), EventTime.allDay(LocalDate.of(1969, 3, 9)))));

    @Test
    void keepsTheTokenThatAListingBeganWithOnEachOfItsPages() {
        GoogleCursor delta = read(GoogleCursor.since("CPDA=/+:", TOLD));

        GoogleCursor second = read(delta.page("p 2", TOLD));

        assertThat(second).isEqualTo(new GoogleCursor("CPDA=/+:", "p 2", TOLD));
        assertThat(read(second.page("p 3", TOLD))).isEqualTo(new GoogleCursor("CPDA=/+:", "p 3", TOLD));
    }

    @Test
    void pagesThroughAListingFromTheStartWithoutAToken() {
        assertThat(read(read(null).page("2", TOLD))).isEqualTo(new GoogleCursor(null, "2", TOLD));
    }

    @Test
    void refusesWhatIsNoCursorOfThisQuery() {
        for (String text :
                List.of("", "garbage", "g2...", "g1.YQ.", "g2.YQ..AAAA", "g2.YQ", "g2.%..", "g2.A.A.", "g2.YQ.YQ..")) {
            assertThatThrownBy(() -> read(Cursor.of(text))).as(text).isInstanceOf(CursorExpiredException.class);
        }
    }

    @Test
    void keepsTheDatesThatWereToldWithoutTheirSeriesUntilThatIsThere() {
        EventTime date = EventTime.utc(Instant.parse("2026-03-09T08:00:00Z"));
        GoogleCursor at = read(GoogleCursor.since("s1", TOLD.withAlone("m", date)));

        assertThat(at.told().alone("m")).containsExactly("m_20260309T080000Z");
        assertThat(at.told().alone("d")).isEmpty();
        assertThat(at.told().atHome("m")).isEqualTo(TOLD);
    }

    @Test
    void tellsNoTokens() {
        assertThat(new GoogleCursor("s3cret", "p4ge", TOLD)).hasToString("GoogleCursor[delta, next page]");
    }

    private static GoogleCursor read(@Nullable Cursor cursor) {
        return GoogleCursor.of(cursor, GoogleRefusals.place("work"));
    }
}
