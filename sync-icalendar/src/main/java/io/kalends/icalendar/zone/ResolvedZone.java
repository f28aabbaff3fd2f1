package io.kalends.icalendar.zone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a TZID was found to mean. Immutable. */
public final class ResolvedZone {

    /** Which step of the search found it, in their order. */
    public enum Source {
        /** The label is the region's name. */
        REGION,
        /** The region's name stands behind a vendor's prefix. */
        PREFIXED_REGION,
        /** A name of UTC, or UTC with an offset. */
        FIXED_OFFSET,
        /** A Windows id or display name. */
        WINDOWS,
        /** The X-LIC-LOCATION of the label's VTIMEZONE. */
        LOCATION,
        /** The rules of the label's VTIMEZONE. */
        RULES,
        /** The X-WR-TIMEZONE of the calendar. */
        CALENDAR,
        /** Nothing was found: the zone of the account. */
        ACCOUNT
    }

    private final String tzid;
    private final Source source;
    private final @Nullable ZoneId zone;
    private final ZoneRules rules;
    private final @Nullable String warning;

    private ResolvedZone(String tzid, Source source, @Nullable ZoneId zone, ZoneRules rules, @Nullable String warning) {
        this.tzid = tzid;
        this.source = source;
        this.zone = zone;
        this.rules = rules;
        this.warning = warning;
    }

    static ResolvedZone of(String tzid, Source source, ZoneId zone) {
        return new ResolvedZone(tzid, source, zone, zone.getRules(), null);
    }

    static ResolvedZone withWarning(String tzid, Source source, ZoneId zone, String warning) {
        return new ResolvedZone(tzid, source, zone, zone.getRules(), warning);
    }

    static ResolvedZone nameless(String tzid, ZoneRules rules, String warning) {
        return new ResolvedZone(tzid, Source.RULES, null, rules, warning);
    }

    /** The label as it was written, to be written back. */
    public String tzid() {
        return tzid;
    }

    public Source source() {
        return source;
    }

    /** The zone for every time; empty where a VTIMEZONE's rules fit no known region. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    /** The zone for this wall time: {@link #zone()}, else the offset that the rules give it. */
    public ZoneId zoneAt(LocalDateTime wallTime) {
        if (zone != null) {
            return zone;
        }
        ZoneOffsetTransition change = rules.getTransition(wallTime);
        return change == null ? rules.getOffset(wallTime) : change.getOffsetBefore();
    }

    /** In a gap moved forward by the gap, in an overlap the first of the two (RFC 5545, 3.3.5). */
    public Instant instantOf(LocalDateTime wallTime) {
        ZoneOffsetTransition change = rules.getTransition(wallTime);
        return wallTime.toInstant(change == null ? rules.getOffset(wallTime) : change.getOffsetBefore());
    }

    /** What a person should know about the choice, with what to do; empty where nothing was guessed. */
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    @Override
    public String toString() {
        return tzid + " by " + source + ": " + zone().map(ZoneId::getId).orElse("rules of its own");
    }
}
