package io.kalends.calendar;

/** How an event counts in free/busy views. */
public enum Availability {
    FREE,
    BUSY,
    TENTATIVE,
    OUT_OF_OFFICE
}
