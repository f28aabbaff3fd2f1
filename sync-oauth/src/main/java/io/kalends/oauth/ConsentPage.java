package io.kalends.oauth;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;

/**
 * Where to send the user's browser. {@link #toString} does not tell the address: it holds the state.
 *
 * @param address for a redirect (status 302 or 303)
 * @param expiry after it the answer is refused
 */
public record ConsentPage(URI address, Instant expiry) {

    public ConsentPage {
        requireNonNull(address, "address");
        requireNonNull(expiry, "expiry");
    }

    @Override
    public String toString() {
        return "ConsentPage[" + address.getHost() + ", until " + expiry + "]";
    }
}
