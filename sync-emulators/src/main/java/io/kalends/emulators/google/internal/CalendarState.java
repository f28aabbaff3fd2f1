package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.AccessRole;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A calendar: who may do what with it, and its events, the deleted ones too. Guarded by the world's lock. */
public final class CalendarState {

    private final String id;
    private final String summary;
    private final ZoneId zone;
    private final long incarnation;
    private final boolean primary;
    private final Map<String, AccessRole> roles = new LinkedHashMap<>();
    private final Map<String, Long> roleChanges = new HashMap<>();
    private final Map<String, EventRow> rows = new LinkedHashMap<>();
    private final Map<String, EventRow> folded = new LinkedHashMap<>();
    private final Map<String, Set<String>> exceptions = new HashMap<>();
    private final Set<String> usedIds = new HashSet<>();
    private boolean createdByApp;
    private boolean removed;

    CalendarState(String id, String summary, ZoneId zone, long incarnation, boolean primary) {
        this.id = id;
        this.summary = summary;
        this.zone = zone;
        this.incarnation = incarnation;
        this.primary = primary;
    }

    public String id() {
        return id;
    }

    public String summary() {
        return summary;
    }

    public ZoneId zone() {
        return zone;
    }

    long incarnation() {
        return incarnation;
    }

    boolean primary() {
        return primary;
    }

    boolean createdByApp() {
        return createdByApp;
    }

    void markCreatedByApp() {
        createdByApp = true;
    }

    boolean removed() {
        return removed;
    }

    void remove() {
        removed = true;
    }

    Optional<AccessRole> role(String email) {
        return removed ? Optional.empty() : Optional.ofNullable(roles.get(email));
    }

    /** The number of the last change of an account's role: sync tokens from before it are dead. */
    long roleChange(String email) {
        return roleChanges.getOrDefault(email, 0L);
    }

    void grant(String email, AccessRole role, long change) {
        roles.put(email, role);
        roleChanges.put(email, change);
    }

    void withdraw(String email, long change) {
        roles.remove(email);
        roleChanges.put(email, change);
    }

    public Set<String> members() {
        return new LinkedHashSet<>(roles.keySet());
    }

    Optional<EventRow> row(String eventId) {
        return Optional.ofNullable(rows.get(eventId));
    }

    Collection<EventRow> rows() {
        return List.copyOf(rows.values());
    }

    /** The changed and cancelled occurrences of a series. */
    List<EventRow> exceptionsOf(String masterId) {
        return exceptions.getOrDefault(masterId, Set.of()).stream()
                .flatMap(id -> row(id).stream())
                .toList();
    }

    boolean uses(String eventId) {
        return usedIds.contains(eventId);
    }

    void put(EventRow row) {
        usedIds.add(row.id());
        folded.remove(row.id());
        rows.put(row.id(), row);
        row.master()
                .ifPresent(master -> exceptions
                        .computeIfAbsent(master, any -> new LinkedHashSet<>())
                        .add(row.id()));
    }

    /** Forgets an event at once; its id stays taken. */
    void drop(String eventId) {
        rows.remove(eventId);
    }

    /** Makes an exception an occurrence like any other again: what was told last of it is all that is left. */
    void fold(EventRow exception) {
        rows.remove(exception.id());
        folded.put(exception.id(), exception);
    }

    /** What changed occurrences were told to be when they became like any other. */
    Collection<EventRow> folded() {
        return List.copyOf(folded.values());
    }

    /** Forgets deleted events; their ids stay taken. */
    void purge() {
        rows.values()
                .removeIf(row -> row.cancelled()
                        && row.master()
                                .map(master -> Optional.ofNullable(rows.get(master))
                                        .map(EventRow::cancelled)
                                        .orElse(true))
                                .orElse(true));
    }

    Optional<EventRow> withUid(String uid) {
        return rows.values().stream()
                .filter(row -> row.master().isEmpty())
                .filter(row -> row.json().path("iCalUID").asText().equals(uid))
                .findFirst();
    }
}
