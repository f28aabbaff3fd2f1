package io.kalends.icalendar.zone;

import io.kalends.calendar.zone.Regions;
import io.kalends.calendar.zone.WindowsZones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a region whose clocks do what given rules say in the years that matter: the year before to three years after. A
 * region is worth more than the rules, since it follows what governments decide next.
 */
final class RegionMatcher {
    private static final int YEARS_BEFORE = 1;
    private static final int YEARS_AFTER = 3;

    private final Instant from;
    private final Instant to;

    RegionMatcher(Year around) {
        this.from = startOf(around.getValue() - YEARS_BEFORE);
        this.to = startOf(around.getValue() + YEARS_AFTER + 1);
    }

    /** The first match among the preferred zones, then one region for each Windows zone, then all by name. */
    Optional<ZoneId> match(ZoneRules rules, List<ZoneId> preferred) {
        Stream<ZoneId> all =
                Regions.names().filter(id -> id.indexOf('/') > 0).sorted().map(ZoneId::of);
        return Stream.of(preferred.stream(), WindowsZones.table().regions().stream(), all)
                .flatMap(zones -> zones)
                .filter(zone -> sameClock(rules, zone.getRules()))
                .findFirst();
    }

    private boolean sameClock(ZoneRules one, ZoneRules other) {
        if (!one.getOffset(from).equals(other.getOffset(from))) {
            return false;
        }
        Instant at = from;
        while (at.isBefore(to)) {
            Optional<ZoneOffsetTransition> next = changeAfter(one, at);
            if (!next.equals(changeAfter(other, at))) {
                return false;
            }
            at = next.map(ZoneOffsetTransition::getInstant).orElse(to);
        }
        return true;
    }

    private Optional<ZoneOffsetTransition> changeAfter(ZoneRules rules, Instant instant) {
        return Optional.ofNullable(rules.nextTransition(instant))
                .filter(change -> change.getInstant().isBefore(to));
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
