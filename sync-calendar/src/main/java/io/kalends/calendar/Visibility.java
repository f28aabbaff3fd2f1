package io.kalends.calendar;

/** Who may see an event's details (RFC 5545 section 3.8.1.3); {@link #DEFAULT} leaves it to the calendar. */
public enum Visibility {
    DEFAULT,
    PUBLIC,
    PRIVATE,
    CONFIDENTIAL
}
