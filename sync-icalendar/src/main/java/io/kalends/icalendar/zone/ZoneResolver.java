package io.kalends.icalendar.zone;

import io.kalends.calendar.zone.WindowsZones;
import io.kalends.calendar.zone.ZoneNames;
import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsDocument;
import io.kalends.icalendar.zone.ResolvedZone.Source;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out which zone a TZID means, for the events of one calendar. The label is opaque (RFC 5545, 3.2.19), so the
 * search goes: region name; region behind a vendor's prefix; UTC and offsets; Windows id or display name;
 * X-LIC-LOCATION; the VTIMEZONE's rules; X-WR-TIMEZONE; the account's zone, with a warning. A name that is known goes
 * before a VTIMEZONE that says otherwise. Each label is searched for once. For one run at a time.
 */
public final class ZoneResolver {
    private static final int SHOWN_CHARACTERS = 64;

    private final Map<String, IcsComponent> timezones;
    private final Optional<ZoneId> calendarZone;
    private final ZoneId accountZone;
    private final RegionMatcher matcher;
    private final Map<String, ResolvedZone> found = new LinkedHashMap<>();

    private ZoneResolver(
            Map<String, IcsComponent> timezones,
            Optional<ZoneId> calendarZone,
            ZoneId accountZone,
            RegionMatcher matcher) {
        this.timezones = timezones;
        this.calendarZone = calendarZone;
        this.accountZone = accountZone;
        this.matcher = matcher;
    }

    /**
     * For one calendar of a document; where it lacks a VTIMEZONE, the document's other calendars are looked at.
     *
     * @param accountZone the zone of whoever reads the feed
     * @param around the year that matters most, today's: a VTIMEZONE without a name takes the region that has its
     *     offsets then
     */
    public static ZoneResolver of(IcsDocument document, IcsComponent calendar, ZoneId accountZone, Year around) {
        Map<String, IcsComponent> timezones = new HashMap<>();
        Stream.concat(Stream.of(calendar), document.calendars().stream())
                .flatMap(c -> c.components("VTIMEZONE").stream())
                .forEach(timezone ->
                        timezone.line("TZID").ifPresent(tzid -> timezones.putIfAbsent(key(tzid.text()), timezone)));
        Optional<ZoneId> calendarZone = calendar.line("X-WR-TIMEZONE")
                .map(ContentLine::text)
                .flatMap(name -> byName(name).flatMap(ResolvedZone::zone));
        return new ZoneResolver(timezones, calendarZone, accountZone, new RegionMatcher(around));
    }

    /** The zone that the label means; there is always one. */
    public ResolvedZone resolve(String tzid) {
        return found.computeIfAbsent(tzid, this::search);
    }

    /** The zone that the calendar names for its floating times; to be used only where the user asked for that. */
    public Optional<ZoneId> calendarZone() {
        return calendarZone;
    }

    /** Where an instant is a day or a wall time, for a calendar that mixes them: X-WR-TIMEZONE, else the account's zone. */
    public ZoneId placeOfInstants() {
        return calendarZone.orElse(accountZone);
    }

    /** What a person should know about the labels resolved so far, in their order. */
    public List<String> warnings() {
        return found.values().stream().flatMap(zone -> zone.warning().stream()).toList();
    }

    private ResolvedZone search(String tzid) {
        return byName(tzid)
                .or(() -> byLocation(tzid))
                .or(() -> byRules(tzid))
                .or(() -> calendarZone.map(zone -> ResolvedZone.of(tzid, Source.CALENDAR, zone)))
                .orElseGet(() -> ResolvedZone.withWarning(
                        tzid,
                        Source.ACCOUNT,
                        accountZone,
                        "The time zone '" + shown(tzid) + "' is unknown and not defined in the calendar: its events are"
                                + " read in " + accountZone.getId() + "; correct the zone at the calendar's source"));
    }

    private static Optional<ResolvedZone> byName(String written) {
        String name = written.strip().replaceAll("^\"|\"$", "");
        return named(written, Source.REGION, ZoneNames.region(name))
                .or(() -> named(written, Source.PREFIXED_REGION, ZoneNames.prefixedRegion(name)))
                .or(() -> named(written, Source.FIXED_OFFSET, ZoneNames.fixed(name)))
                .or(() -> named(written, Source.WINDOWS, WindowsZones.table().find(name)));
    }

    private Optional<ResolvedZone> byLocation(String tzid) {
        return timezone(tzid)
                .flatMap(timezone -> timezone.line("X-LIC-LOCATION"))
                .flatMap(location -> byName(location.text()))
                .flatMap(ResolvedZone::zone)
                .map(zone -> ResolvedZone.of(tzid, Source.LOCATION, zone));
    }

    private Optional<ResolvedZone> byRules(String tzid) {
        return timezone(tzid).flatMap(ZoneResolver::rules).map(rules -> {
            List<ZoneId> preferred =
                    Stream.concat(calendarZone.stream(), Stream.of(accountZone)).toList();
            return matcher.match(rules, preferred)
                    .map(zone -> ResolvedZone.of(tzid, Source.RULES, zone))
                    .orElseGet(() -> withoutRegion(tzid, rules));
        });
    }

    private static ResolvedZone withoutRegion(String tzid, ZoneRules rules) {
        if (rules.isFixedOffset()) {
            return ResolvedZone.of(tzid, Source.RULES, rules.getOffset(Instant.EPOCH));
        }
        return ResolvedZone.nameless(
                tzid,
                rules,
                "The time zone '" + shown(tzid) + "' has rules that no region has: each of its times is read by those"
                        + " rules and keeps only its offset; give it an IANA name at the calendar's source");
    }

    /** A definition that cannot be read counts as missing. */
    private static Optional<ZoneRules> rules(IcsComponent timezone) {
        try {
            return Optional.of(VTimezoneReader.read(timezone));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<IcsComponent> timezone(String tzid) {
        return Optional.ofNullable(timezones.get(key(tzid)));
    }

    private static Optional<ResolvedZone> named(String tzid, Source source, Optional<ZoneId> zone) {
        return zone.map(id -> ResolvedZone.of(tzid, source, id));
    }

    private static String key(String tzid) {
        return tzid.strip().toLowerCase(Locale.ROOT);
    }

    private static String shown(String tzid) {
        String clean = tzid.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= SHOWN_CHARACTERS ? clean : clean.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
