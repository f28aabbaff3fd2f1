package io.kalends.emulators.google;

/**
 * How many calls a minute are answered before Google says that it is enough. A PATCH counts three times, each part of a
 * batch for itself.
 *
 * @param perProject calls a minute of all accounts together
 * @param perUser calls a minute of one account
 */
public record GoogleQuota(int perProject, int perUser) {

    /** Refuses quotas below one. */
    public GoogleQuota {
        if (perProject < 1 || perUser < 1) {
            throw new IllegalArgumentException(
                    "a quota is at least 1 call a minute, not " + perProject + "/" + perUser);
        }
    }

    /** The quotas of projects made since May 2026: 10,000 calls a minute, 600 of one user. */
    public static GoogleQuota current() {
        return new GoogleQuota(10_000, 600);
    }

    /** No quota that a test could reach. */
    public static GoogleQuota none() {
        return new GoogleQuota(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
