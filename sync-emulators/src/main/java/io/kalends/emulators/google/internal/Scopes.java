package io.kalends.emulators.google.internal;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scopes of the Calendar API, and which of them open what. */
public final class Scopes {

    private static final String PREFIX = "https://www.googleapis.com/auth/";

    /** Everything. */
    public static final String CALENDAR = PREFIX + "calendar";

    /** Tells the app who consented, and opens nothing of a calendar. */
    static final String OPEN_ID = "openid";

    static final String APP_CREATED = PREFIX + "calendar.app.created";
    static final Set<String> OWNED_ONLY = of("calendar.events.owned", "calendar.events.owned.readonly");

    static final Set<String> WRITE_EVENTS =
            of("calendar", "calendar.app.created", "calendar.events", "calendar.events.owned");
    static final Set<String> MOVE_EVENTS = of("calendar", "calendar.events", "calendar.events.owned");
    static final Set<String> READ_EVENTS = of(
            "calendar",
            "calendar.app.created",
            "calendar.events",
            "calendar.events.freebusy",
            "calendar.events.owned",
            "calendar.events.owned.readonly",
            "calendar.events.public.readonly",
            "calendar.events.readonly",
            "calendar.readonly");
    static final Set<String> LIST_CALENDARS =
            of("calendar", "calendar.calendarlist", "calendar.calendarlist.readonly", "calendar.readonly");
    static final Set<String> GET_CALENDAR_ENTRY = of(
            "calendar",
            "calendar.app.created",
            "calendar.calendarlist",
            "calendar.calendarlist.readonly",
            "calendar.readonly");
    static final Set<String> GET_CALENDAR = of(
            "calendar",
            "calendar.app.created",
            "calendar.calendars",
            "calendar.calendars.readonly",
            "calendar.readonly");
    static final Set<String> INSERT_CALENDAR = of("calendar", "calendar.app.created", "calendar.calendars");
    static final Set<String> FREE_BUSY =
            of("calendar", "calendar.events.freebusy", "calendar.freebusy", "calendar.readonly");
    static final Set<String> COLOURS = of(
            "calendar",
            "calendar.app.created",
            "calendar.calendarlist",
            "calendar.calendarlist.readonly",
            "calendar.events.freebusy",
            "calendar.events.owned",
            "calendar.events.owned.readonly",
            "calendar.events.public.readonly",
            "calendar.readonly");
    static final Set<String> ANY = of(
            "calendar",
            "calendar.app.created",
            "calendar.calendarlist",
            "calendar.calendarlist.readonly",
            "calendar.events",
            "calendar.events.freebusy",
            "calendar.events.owned",
            "calendar.events.owned.readonly",
            "calendar.events.public.readonly",
            "calendar.events.readonly",
            "calendar.readonly");

    private Scopes() {}

    private static Set<String> of(String... names) {
        return Stream.of(names).map(name -> PREFIX + name).collect(Collectors.toUnmodifiableSet());
    }
}
