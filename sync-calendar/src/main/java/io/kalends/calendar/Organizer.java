package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

/**
 * Who called the meeting (RFC 5545 section 3.8.4.3).
 *
 * @param address an e-mail address without {@code mailto:}, or another URI as it came
 * @param name the display name; empty if there is none
 */
public record Organizer(String address, String name) {

    public Organizer {
        address = CanonicalText.address(address);
        requireNonNull(name, "name");
        if (address.isEmpty()) {
            throw new IllegalArgumentException("an organizer needs an address");
        }
    }

    public static Organizer of(String address) {
        return new Organizer(address, "");
    }

    /** Who it is stays out of logs. */
    @Override
    public String toString() {
        return "Organizer[]";
    }
}
