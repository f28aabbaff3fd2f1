package io.kalends.provider.google.internal;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import io.kalends.calendar.Attendee;
import io.kalends.calendar.Attendee.Kind;
import io.kalends.calendar.Attendee.Response;
import io.kalends.calendar.Attendee.Role;
import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.Organizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is invited, and who called them. An event without guests is nobody's meeting and shows no organizer. */
final class GooglePeople {

    private static final Pattern MAIL = Pattern.compile("[^\\s:@<>]+@[^\\s:@<>]+");

    private GooglePeople() {}

    /** Whether Google can hold someone: it knows people by their mail addresses, and refuses an event with any other. */
    static boolean isInvitable(Attendee attendee) {
        return MAIL.matcher(attendee.address()).matches();
    }

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

    /**
     * What becomes of the old attendees by an edit at Google: whom it cannot hold is kept, and of the others what it cannot
     * hold of them. Where it was shown none of them, its list is the same meeting's if it shares somebody with the old one; else
     * both lists are kept.
     *
     * @param shown whom Google held
     */
    static List<Attendee> restored(List<Attendee> old, List<Attendee> shown, List<Attendee> returned) {
        Map<String, Attendee> there = new LinkedHashMap<>();
        returned.forEach(attendee -> there.put(key(attendee), attendee));
        Set<String> were = shown.stream().map(GooglePeople::key).collect(Collectors.toSet());
        boolean same = old.stream().anyMatch(attendee -> there.containsKey(key(attendee)));
        List<Attendee> restored = new ArrayList<>();
        for (Attendee attendee : old) {
            Attendee now = there.remove(key(attendee));
            if (now != null) {
                restored.add(restored(attendee, now));
            } else if (!isInvitable(attendee) || !(same || were.contains(key(attendee)))) {
                restored.add(attendee);
            }
        }
        restored.addAll(there.values());
        return restored;
    }

    private static Attendee restored(Attendee old, Attendee now) {
        Attendee shown = held(old);
        return now.withRole(shown.role() == now.role() ? old.role() : now.role())
                .withKind(shown.kind() == now.kind() ? old.kind() : now.kind())
                .withResponse(shown.response() == now.response() ? old.response() : now.response())
                .withName(now.name().isEmpty() ? old.name() : now.name());
    }

    private static String key(Attendee attendee) {
        return attendee.address().toLowerCase(Locale.ROOT);
    }

    static List<EventAttendee> write(List<Attendee> attendees) {
        return attendees.stream()
                .filter(GooglePeople::isInvitable)
                .map(attendee -> write(attendee, new EventAttendee()))
                .toList();
    }

    /** Beside those who are there, of whom Google knows more: comments, companions. */
    static List<EventAttendee> write(List<Attendee> attendees, Event there) {
        return attendees.stream()
                .filter(GooglePeople::isInvitable)
                .map(attendee -> write(
                        attendee,
                        entry(there, attendee.address())
                                .map(EventAttendee::clone)
                                .orElseGet(EventAttendee::new)))
                .toList();
    }

    private static EventAttendee write(Attendee given, EventAttendee written) {
        Attendee attendee = held(given);
        if (!isSame(attendee.address(), written.getEmail())) {
            written.setEmail(attendee.address());
        }
        boolean optional = attendee.role() == Role.OPTIONAL;
        boolean resource = attendee.kind() == Kind.RESOURCE;
        return written.setResponseStatus(response(attendee))
                .setDisplayName(attendee.name().isEmpty() ? null : attendee.name())
                .setOptional(optional ? Boolean.TRUE : null)
                .setResource(resource ? Boolean.TRUE : null);
    }

    private static String response(Attendee attendee) {
        return switch (attendee.response()) {
            case ACCEPTED -> "accepted";
            case TENTATIVE -> "tentative";
            case DECLINED -> "declined";
            case NEEDS_ACTION, DELEGATED -> "needsAction";
        };
    }

    /** A patch of one's own answer, which is all that Google takes from a list that says it is not whole. */
    static Event answer(Event patch, List<Attendee> attendees, String own) {
        attendees.stream()
                .filter(attendee -> isSame(attendee.address(), own))
                .findFirst()
                .ifPresent(attendee -> patch.setAttendeesOmitted(true)
                        .setAttendees(List.of(new EventAttendee()
                                .setEmail(own)
                                .setSelf(true)
                                .setResponseStatus(response(held(attendee))))));
        return patch;
    }

    /** Whether one's own answer is among these, and another than the one that is there. */
    static boolean answersAnew(List<Attendee> attendees, Event there, String own) {
        return attendees.stream()
                .filter(attendee -> isSame(attendee.address(), own))
                .anyMatch(attendee -> entry(there, own)
                        .map(EventAttendee::getResponseStatus)
                        .filter(response(held(attendee))::equals)
                        .isEmpty());
    }

    /** Whether this is a meeting that somebody else called and the calendar's owner is invited to. */
    static boolean isInvitation(CalendarEvent event, String own) {
        Organizer organizer = event.organizer();
        return organizer != null
                && !isSame(organizer.address(), own)
                && event.attendees().stream().anyMatch(attendee -> isSame(attendee.address(), own));
    }

    /** The calendar's own entry, where Google shows one. */
    static Optional<EventAttendee> own(Event event, String own) {
        return entry(event, own).filter(attendee -> Boolean.TRUE.equals(attendee.getSelf()));
    }

    private static Optional<EventAttendee> entry(Event event, String address) {
        return event.getAttendees() == null
                ? Optional.empty()
                : event.getAttendees().stream()
                        .filter(attendee -> isSame(address, attendee.getEmail()))
                        .findFirst();
    }

    static boolean isSame(String address, @Nullable String other) {
        return address.equalsIgnoreCase(other);
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
