package io.kalends.testkit.google.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of the API that are there, each with the scopes that open it (discovery document, {@code scopes}). */
enum Operation {
    EVENTS_LIST("events.list", "GET", "calendars/{calendarId}/events", Scopes.READ_EVENTS),
    EVENTS_INSERT("events.insert", "POST", "calendars/{calendarId}/events", Scopes.WRITE_EVENTS),
    EVENTS_IMPORT("events.import", "POST", "calendars/{calendarId}/events/import", Scopes.WRITE_EVENTS),
    EVENTS_WATCH("events.watch", "POST", "calendars/{calendarId}/events/watch", Scopes.READ_EVENTS),
    EVENTS_GET("events.get", "GET", "calendars/{calendarId}/events/{eventId}", Scopes.READ_EVENTS),
    EVENTS_UPDATE("events.update", "PUT", "calendars/{calendarId}/events/{eventId}", Scopes.WRITE_EVENTS),
    EVENTS_PATCH("events.patch", "PATCH", "calendars/{calendarId}/events/{eventId}", Scopes.WRITE_EVENTS),
    EVENTS_DELETE("events.delete", "DELETE", "calendars/{calendarId}/events/{eventId}", Scopes.WRITE_EVENTS),
    EVENTS_MOVE("events.move", "POST", "calendars/{calendarId}/events/{eventId}/move", Scopes.MOVE_EVENTS),
    EVENTS_INSTANCES(
            "events.instances", "GET", "calendars/{calendarId}/events/{eventId}/instances", Scopes.READ_EVENTS),
    CALENDAR_LIST_LIST("calendarList.list", "GET", "users/me/calendarList", Scopes.LIST_CALENDARS),
    CALENDAR_LIST_WATCH("calendarList.watch", "POST", "users/me/calendarList/watch", Scopes.LIST_CALENDARS),
    CALENDAR_LIST_GET("calendarList.get", "GET", "users/me/calendarList/{calendarId}", Scopes.GET_CALENDAR_ENTRY),
    CALENDARS_GET("calendars.get", "GET", "calendars/{calendarId}", Scopes.GET_CALENDAR),
    CALENDARS_INSERT("calendars.insert", "POST", "calendars", Scopes.INSERT_CALENDAR),
    FREEBUSY_QUERY("freebusy.query", "POST", "freeBusy", Scopes.FREE_BUSY),
    COLORS_GET("colors.get", "GET", "colors", Scopes.COLOURS),
    CHANNELS_STOP("channels.stop", "POST", "channels/stop", Scopes.ANY);

    private final String kind;
    private final String method;
    private final String[] template;
    private final Set<String> scopes;

    Operation(String kind, String method, String template, Set<String> scopes) {
        this.kind = kind;
        this.method = method;
        this.template = template.split("/");
        this.scopes = scopes;
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
        if (!httpMethod.equals(method) || parts.length != template.length) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (template[i].startsWith("{")) {
                names.put(
                        template[i].substring(1, template[i].length() - 1), Query.decode(parts[i].replace("+", "%2B")));
            } else if (!template[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(this, Map.copyOf(names)));
    }

    String kind() {
        return kind;
    }

    /** Whether one of these scopes opens it. */
    boolean opensWith(Set<String> granted) {
        return granted.stream().anyMatch(scopes::contains);
    }

    /** Those of the granted scopes that open it. */
    Set<String> openedBy(Set<String> granted) {
        Set<String> opening = new HashSet<>(granted);
        opening.retainAll(scopes);
        return opening;
    }

    /** PATCH is paid for three times. */
    int cost() {
        return this == EVENTS_PATCH ? 3 : 1;
    }
}
