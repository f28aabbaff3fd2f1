package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import io.kalends.sync.calendar.Attendee;
import io.kalends.sync.calendar.Attendee.Kind;
import io.kalends.sync.calendar.Attendee.Response;
import io.kalends.sync.calendar.Attendee.Role;
import io.kalends.sync.calendar.Organizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is invited, and who called them. An event without guests is nobody's meeting and shows no organizer. */
final class GooglePeople {

    private GooglePeople() {}

    static List<Attendee> attendees(Event event) {
        return event.getAttendees() == null
                ? List.of()
                : event.getAttendees().stream()
                        .filter(attendee -> !isBlank(attendee.getEmail()))
                        .map(GooglePeople::read)
                        .toList();
    }

    private static Attendee read(EventAttendee attendee) {
        Response response = switch (text(attendee.getResponseStatus())) {
            case "accepted" -> Response.ACCEPTED;
            case "tentative" -> Response.TENTATIVE;
            case "declined" -> Response.DECLINED;
            default -> Response.NEEDS_ACTION;
        };
        return new Attendee(
                attendee.getEmail(),
                text(attendee.getDisplayName()),
                Boolean.TRUE.equals(attendee.getOptional()) ? Role.OPTIONAL : Role.REQUIRED,
                response,
                Boolean.TRUE.equals(attendee.getResource()) ? Kind.RESOURCE : Kind.INDIVIDUAL);
    }

    /** What Google can hold of someone: required or not, a person or a resource. */
    static Attendee held(Attendee attendee) {
        Role role = switch (attendee.role()) {
            case CHAIR, REQUIRED -> Role.REQUIRED;
            case OPTIONAL, NON_PARTICIPANT -> Role.OPTIONAL;
        };
        Kind kind = switch (attendee.kind()) {
            case RESOURCE, ROOM -> Kind.RESOURCE;
            case INDIVIDUAL, GROUP, UNKNOWN -> Kind.INDIVIDUAL;
        };
        Response response = attendee.response() == Response.DELEGATED ? Response.NEEDS_ACTION : attendee.response();
        return attendee.withRole(role).withKind(kind).withResponse(response);
    }

    static List<EventAttendee> write(List<Attendee> attendees) {
        return attendees.stream()
                .map(GooglePeople::held)
                .map(GooglePeople::write)
                .toList();
    }

    private static EventAttendee write(Attendee attendee) {
        EventAttendee written = new EventAttendee()
                .setEmail(attendee.address())
                .setResponseStatus(
                        switch (attendee.response()) {
                            case ACCEPTED -> "accepted";
                            case TENTATIVE -> "tentative";
                            case DECLINED -> "declined";
                            case NEEDS_ACTION, DELEGATED -> "needsAction";
                        });
        if (!attendee.name().isEmpty()) {
            written.setDisplayName(attendee.name());
        }
        if (attendee.role() == Role.OPTIONAL) {
            written.setOptional(true);
        }
        if (attendee.kind() == Kind.RESOURCE) {
            written.setResource(true);
        }
        return written;
    }

    static @Nullable Organizer organizer(Event event) {
        Event.Organizer organizer = event.getOrganizer();
        return organizer == null
                        || isBlank(organizer.getEmail())
                        || attendees(event).isEmpty()
                ? null
                : new Organizer(organizer.getEmail(), text(organizer.getDisplayName()));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
