package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import io.kalends.calendar.Availability;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.EventStatus;
import io.kalends.calendar.Visibility;
import org.jspecify.annotations.Nullable;

/** Status, availability and visibility, by Google's words for them. */
final class GoogleChoices {

    private GoogleChoices() {}

    static EventStatus status(Event event) {
        if (GoogleCancelled.is(event)) {
            return EventStatus.CANCELLED;
        }
        return switch (text(event.getStatus())) {
            case "tentative" -> EventStatus.TENTATIVE;
            case "cancelled" -> EventStatus.CANCELLED;
            default -> EventStatus.CONFIRMED;
        };
    }

    /** To Google, cancelling is deleting, but for an occurrence: see {@link GoogleCancelled}. */
    static String status(CalendarEvent event) {
        return switch (event.status()) {
            case TENTATIVE -> "tentative";
            case CANCELLED -> event.isOccurrence() ? "cancelled" : "confirmed";
            case CONFIRMED -> "confirmed";
        };
    }

    static Availability availability(Event event) {
        if ("outOfOffice".equals(event.getEventType())) {
            return Availability.OUT_OF_OFFICE;
        }
        return GoogleCancelled.isFree(event) ? Availability.FREE : Availability.BUSY;
    }

    /** Google knows free and busy; out of office is a kind of event there. */
    static Availability held(Availability availability) {
        return availability == Availability.FREE ? Availability.FREE : Availability.BUSY;
    }

    static String transparency(Availability availability) {
        return held(availability) == Availability.FREE ? "transparent" : "opaque";
    }

    static Visibility visibility(Event event) {
        return switch (text(event.getVisibility())) {
            case "public" -> Visibility.PUBLIC;
            case "private" -> Visibility.PRIVATE;
            case "confidential" -> Visibility.CONFIDENTIAL;
            default -> Visibility.DEFAULT;
        };
    }

    /** To Google, confidential is an old word for private. */
    static Visibility held(Visibility visibility) {
        return visibility == Visibility.CONFIDENTIAL ? Visibility.PRIVATE : visibility;
    }

    static String text(Visibility visibility) {
        return switch (visibility) {
            case DEFAULT -> "default";
            case PUBLIC -> "public";
            case PRIVATE, CONFIDENTIAL -> "private";
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
