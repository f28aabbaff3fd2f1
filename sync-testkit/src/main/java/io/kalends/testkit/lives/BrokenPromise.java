package io.kalends.testkit.lives;

import java.util.function.Supplier;

/** A promise was broken in a life. */
final class BrokenPromise extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** What is promised. */
    enum Kind {
        SAME_DAYS("the sides show different days"),
        AS_IT_WAS_LEFT("a family that one person changed is not as that person left it"),
        NOTHING_TWICE("an entry stands twice on a day"),
        NO_WORD_LOST("words are lost"),
        COMES_TO_REST("the pairs do not come to rest"),
        NOTHING_STUCK("records are stuck"),
        SAYS_NO_CONTENT("a report tells content"),
        RUNS("a run fails in peace");

        private final String says;

        Kind(String says) {
            this.says = says;
        }
    }

    private final Kind kind;

    BrokenPromise(Kind kind, String how) {
        super(kind.says + ": " + how);
        this.kind = kind;
    }

    static void unless(Kind kind, boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new BrokenPromise(kind, otherwise.get());
        }
    }

    Kind kind() {
        return kind;
    }
}
