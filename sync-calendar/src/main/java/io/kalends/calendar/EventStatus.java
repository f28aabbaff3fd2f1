package io.kalends.calendar;

/**
 * Whether an event takes place (RFC 5545 section 3.8.1.11). A cancelled occurrence of a series is a record of its own
 * with {@link #CANCELLED}; a deleted one is "back to the rule".
 */
public enum EventStatus {
    CONFIRMED,
    TENTATIVE,
    CANCELLED
}
