package io.kalends.http;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call was not made: nothing was sent. An {@link IOException}, since OkHttp hands on no other. */
public final class NotNowException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Why why;
    private final transient @Nullable Duration patience;

    NotNowException(Why why, @Nullable Duration patience) {
        super("the call was not made: " + why.words);
        this.why = why;
        this.patience = patience;
    }

    /** What kept it from being made. */
    enum Why {
        NO_TIME("there was no time left for it"),
        PAUSED("the server asked this account for patience"),
        BROKEN("the server failed again and again"),
        ELSEWHERE("it would go to another host than the provider's"),
        PRIVATE("its address leads into a private network");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    Why why() {
        return why;
    }

    @Nullable
    Duration patience() {
        return patience;
    }
}
