package io.kalends.testkit.lives;

import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.util.Set;

/** Every word that somebody wrote is on a side or in a kept version. */
record NoWordLost(Peace peace) {

    void check() {
        // What lies outside goes with its series, unseen.
        peace.ledger().forgive(peace.astray().families());
        Set<String> missing = peace.ledger().owed();
        peace.stand()
                .forEach(items -> items.forEach(
                        item -> missing.removeAll(Words.in(item.texts().all()))));
        if (!missing.isEmpty()) {
            missing.removeAll(peace.stage().kept());
        }
        BrokenPromise.unless(Kind.NO_WORD_LOST, missing.isEmpty(), missing::toString);
    }
}
