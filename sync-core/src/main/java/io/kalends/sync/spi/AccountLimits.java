package io.kalends.sync.spi;

/**
 * How much one account asks of a provider.
 *
 * @param atOnce how many calls may be under way at the same moment, at least 1
 * @param perMinute how many calls a minute, the parts of a batch counted each, at least 1;
 *     a quarter of them may come at once
 */
public record AccountLimits(int atOnce, int perMinute) {

    public AccountLimits {
        if (atOnce < 1 || perMinute < 1) {
            throw new IllegalArgumentException("an account may make at least one call: " + atOnce + ", " + perMinute);
        }
    }
}
