package io.kalends.provider.google.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoogleCursorTest {

    @Test
    void keepsTheTokenThatAListingBeganWithOnEachOfItsPages() {
        GoogleCursor delta = read(GoogleCursor.since("CPDA=/+:"));

        GoogleCursor second = read(delta.page("p 2"));

        assertThat(second).isEqualTo(new GoogleCursor("CPDA=/+:", "p 2"));
        assertThat(read(second.page("p 3"))).isEqualTo(new GoogleCursor("CPDA=/+:", "p 3"));
    }

    @Test
    void pagesThroughAListingFromTheStartWithoutAToken() {
        assertThat(read(read(null).page("2"))).isEqualTo(new GoogleCursor(null, "2"));
    }

    @Test
    void refusesWhatIsNoCursorOfThisQuery() {
        for (String text : List.of(
                "",
                "garbage",
                "g2...",
                "google3.s1..",
                "g1.YQ.",
                "g2.YQ..AAAA",
                "g2.YQ",
                "g2.%..",
                "g2.A.A.",
                "g2.YQ.YQ..")) {
            assertThatThrownBy(() -> read(Cursor.of(text))).as(text).isInstanceOf(CursorExpiredException.class);
        }
    }

    @Test
    void tellsNoTokens() {
        assertThat(new GoogleCursor("s3cret", "p4ge")).hasToString("GoogleCursor[delta, next page]");
    }

    private static GoogleCursor read(@Nullable Cursor cursor) {
        return GoogleCursor.of(cursor, GoogleRefusals.place("work"));
    }
}
