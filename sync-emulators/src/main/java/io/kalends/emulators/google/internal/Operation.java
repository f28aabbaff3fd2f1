package io.kalends.emulators.google.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of the API that are there, each with the scopes that open it (discovery document, {@code scopes}). */
enum Operation {
    EVENTS_LIST("events.list", "GET", "calendars/{calendarId}/events"),
    EVENTS_INSERT("events.insert", "POST", "calendars/{calendarId}/events"),
    EVENTS_IMPORT("events.import", "POST", "calendars/{calendarId}/events/import"),
    EVENTS_WATCH("events.watch", "POST", "calendars/{calendarId}/events/watch"),
    EVENTS_GET("events.get", "GET", "calendars/{calendarId}/events/{eventId}"),
    EVENTS_UPDATE("events.update", "PUT", "calendars/{calendarId}/events/{eventId}"),
    EVENTS_PATCH("events.patch", "PATCH", "calendars/{calendarId}/events/{eventId}"),
    EVENTS_DELETE("events.delete", "DELETE", "calendars/{calendarId}/events/{eventId}"),
    EVENTS_MOVE("events.move", "POST", "calendars/{calendarId}/events/{eventId}/move"),
    EVENTS_INSTANCES("events.instances", "GET", "calendars/{calendarId}/events/{eventId}/instances"),
    CALENDAR_LIST_LIST("calendarList.list", "GET", "users/me/calendarList"),
    CALENDAR_LIST_WATCH("calendarList.watch", "POST", "users/me/calendarList/watch"),
    CALENDAR_LIST_GET("calendarList.get", "GET", "users/me/calendarList/{calendarId}"),
    CALENDARS_GET("calendars.get", "GET", "calendars/{calendarId}"),
    CALENDARS_INSERT("calendars.insert", "POST", "calendars"),
    FREEBUSY_QUERY("freebusy.query", "POST", "freeBusy"),
    COLORS_GET("colors.get", "GET", "colors"),
    CHANNELS_STOP("channels.stop", "POST", "channels/stop");

    private final String kind;
    private final String method;
    private final String template;

    Operation(String kind, String method, String template) {
        this.kind = kind;
        this.method = method;
        this.template = template;
    }

    /** An operation with the parts of the path that name something. */
    record Match(Operation operation, Map<String, String> names) {

        String name(String part) {
            return names.getOrDefault(part, "");
        }
    }

    /** The operation of a call, by its path below {@code /calendar/v3/}; a fixed path goes before one with a name in it. */
    static Optional<Match> of(String method, String path) {
        return Arrays.stream(values())
                .flatMap(operation -> operation.match(method, path).stream())
                .findFirst();
    }

    private Optional<Match> match(String httpMethod, String path) {
        String[] parts = path.split("/", -1);
        String[] wanted = template.split("/", -1);
        if (!httpMethod.equals(method) || parts.length != wanted.length) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (wanted[i].startsWith("{")) {
                names.put(wanted[i].substring(1, wanted[i].length() - 1), Query.decode(parts[i].replace("+", "%2B")));
            } else if (!wanted[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(this, Map.copyOf(names)));
    }

    String kind() {
        return kind;
    }

    private Set<String> scopes() {
        return switch (this) {
            case EVENTS_LIST, EVENTS_INSTANCES, EVENTS_WATCH, EVENTS_GET -> Scopes.READ_EVENTS;
            case EVENTS_INSERT, EVENTS_IMPORT, EVENTS_UPDATE, EVENTS_PATCH, EVENTS_DELETE -> Scopes.WRITE_EVENTS;
            case EVENTS_MOVE -> Scopes.MOVE_EVENTS;
            case CALENDAR_LIST_LIST, CALENDAR_LIST_WATCH -> Scopes.LIST_CALENDARS;
            case CALENDAR_LIST_GET -> Scopes.GET_CALENDAR_ENTRY;
            case CALENDARS_GET -> Scopes.GET_CALENDAR;
            case CALENDARS_INSERT -> Scopes.INSERT_CALENDAR;
            case FREEBUSY_QUERY -> Scopes.FREE_BUSY;
            case COLORS_GET -> Scopes.COLOURS;
            case CHANNELS_STOP -> Scopes.ANY;
        };
    }

    /** Whether one of these scopes opens it. */
    boolean opensWith(Set<String> granted) {
        return granted.stream().anyMatch(scopes()::contains);
    }

    /** Those of the granted scopes that open it. */
    Set<String> openedBy(Set<String> granted) {
        Set<String> opening = new HashSet<>(granted);
        opening.retainAll(scopes());
        return opening;
    }

    /** PATCH is paid for three times. */
    int cost() {
        return this == EVENTS_PATCH ? 3 : 1;
    }
}
