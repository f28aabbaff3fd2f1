package io.kalends.sync.spi;

import static java.util.Objects.requireNonNull;

/**
 * Whose collections a provider opens.
 *
 * @param id the host's name for the account; stable, without secrets
 */
public record Account(String id) {

    public Account {
        requireNonNull(id, "id");
    }

    /** Nobody in particular: a file, a public feed. */
    public static Account none() {
        return new Account("");
    }
}
