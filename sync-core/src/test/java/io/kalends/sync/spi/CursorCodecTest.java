package io.kalends.sync.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorCodecTest {

    private static final CursorCodec CODEC = new CursorCodec("acme", 2, 3);

    @Test
    void readsWhatItWrote() {
        for (String part : new String[] {"", "a", "a.b", "%2E", "a b+c", "ä/ö\n", ".", "…"}) {
            assertThat(CODEC.parts(CODEC.cursor(part, "x", part)))
                    .as(part)
                    .hasValueSatisfying(parts -> assertThat(parts).containsExactly(part, "x", part));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme2",
                "acme2.",
                "acme2.a.b",
                "acme2.a.b.c.d",
                "acme1.a.b.c",
                "acme.a.b.c",
                "other2.a.b.c",
                "acme2.%.b.c",
                "acme2.%zz.b.c"
            })
    void takesNothingElseForItsOwn(String token) {
        assertThatThrownBy(() -> CODEC.parts(Cursor.of(token), new Place("acme", "work")))
                .isInstanceOf(CursorExpiredException.class)
                .hasMessageContaining("acme:work")
                .hasMessageContaining("lists in full");
    }

    @Test
    void refusesAnotherNumberOfParts() {
        assertThatThrownBy(() -> CODEC.cursor("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
