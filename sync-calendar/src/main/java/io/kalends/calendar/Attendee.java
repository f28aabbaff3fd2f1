package io.kalends.calendar;

import static java.util.Objects.requireNonNull;

/**
 * Someone who is invited (RFC 5545 section 3.8.4.1).
 *
 * @param address an e-mail address without {@code mailto:}, or another URI as it came; spelt as given, compared in lower case
 * @param name the display name; empty if there is none
 */
public record Attendee(String address, String name, Role role, Response response, Kind kind) {

    /** How someone takes part. */
    public enum Role {
        CHAIR,
        REQUIRED,
        OPTIONAL,
        NON_PARTICIPANT
    }

    /** What someone answered. */
    public enum Response {
        NEEDS_ACTION,
        ACCEPTED,
        TENTATIVE,
        DECLINED,
        DELEGATED
    }

    /** What is invited. */
    public enum Kind {
        INDIVIDUAL,
        GROUP,
        RESOURCE,
        ROOM,
        UNKNOWN
    }

    public Attendee {
        address = CanonicalText.address(address);
        requireNonNull(name, "name");
        requireNonNull(role, "role");
        requireNonNull(response, "response");
        requireNonNull(kind, "kind");
        if (address.isEmpty()) {
            throw new IllegalArgumentException("an attendee needs an address");
        }
    }

    /** A required individual who has not answered. */
    public static Attendee of(String address) {
        return new Attendee(address, "", Role.REQUIRED, Response.NEEDS_ACTION, Kind.INDIVIDUAL);
    }

    public Attendee withName(String name) {
        return new Attendee(address, name, role, response, kind);
    }

    public Attendee withRole(Role role) {
        return new Attendee(address, name, role, response, kind);
    }

    public Attendee withResponse(Response response) {
        return new Attendee(address, name, role, response, kind);
    }

    public Attendee withKind(Kind kind) {
        return new Attendee(address, name, role, response, kind);
    }

    /** Role, answer and kind; who it is stays out of logs. */
    @Override
    public String toString() {
        return "Attendee[" + role + ", " + response + ", " + kind + "]";
    }
}
