package io.kalends.emulators.google.internal;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** An account: its address and its list of calendars. Guarded by the world's lock. */
public final class AccountState {

    private final String email;
    private final ZoneId zone;
    private final Map<String, Entry> list = new LinkedHashMap<>();

    /** A calendar in the list, or one that was; with the number of the change that made it so. */
    record Entry(String calendarId, boolean deleted, long change) {}

    AccountState(String email, ZoneId zone) {
        this.email = email;
        this.zone = zone;
    }

    public String email() {
        return email;
    }

    public ZoneId zone() {
        return zone;
    }

    void listed(String calendarId, long change) {
        list.put(calendarId, new Entry(calendarId, false, change));
    }

    void unlisted(String calendarId, long change) {
        list.put(calendarId, new Entry(calendarId, true, change));
    }

    Map<String, Entry> list() {
        return Map.copyOf(list);
    }
}
