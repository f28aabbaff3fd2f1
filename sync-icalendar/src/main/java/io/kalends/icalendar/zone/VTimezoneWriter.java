package io.kalends.icalendar.zone;

import io.kalends.icalendar.text.ContentLine;
import io.kalends.icalendar.text.IcsComponent;
import io.kalends.icalendar.text.IcsNode;
import io.kalends.icalendar.text.IcsTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a VTIMEZONE for a zone (RFC 5545, 3.6.5), since Outlook does not read a TZID without one: a yearly rule for each
 * of the changes that go on today, from the year since when they are the same, and lists of dates for those before.
 */
public final class VTimezoneWriter {
    private static final int FIRST_YEAR = 1970;

    /** Zones without a yearly rule, such as Morocco's, are listed to here. */
    private static final int LAST_YEAR = 2037;

    private VTimezoneWriter() {}

    /** What two changes of the clock must share to stand in one part. */
    private record Kind(String part, ZoneOffset from, ZoneOffset to) {}

    /** A yearly change and the first one that follows it. */
    private record Tail(RecurringChange rule, int sinceYear) {}

    /**
     * The definition of a zone under the label by which events name it.
     *
     * @param fromYear the earliest year that an event is in; changes long before it are left out
     */
    public static IcsComponent write(ZoneId zone, String tzid, int fromYear) {
        List<IcsNode> nodes = new ArrayList<>();
        nodes.add(ContentLine.ofText("TZID", tzid));
        if (!(zone instanceof ZoneOffset)) {
            nodes.add(ContentLine.ofText("X-LIC-LOCATION", zone.getId()));
        }
        nodes.addAll(observances(zone.getRules(), Math.max(FIRST_YEAR, Math.min(fromYear, LAST_YEAR) - 1)));
        return IcsComponent.of("VTIMEZONE", nodes);
    }

    private static List<IcsComponent> observances(ZoneRules rules, int firstYear) {
        List<ZoneOffsetTransition> changes = changes(rules, firstYear);
        List<ZoneOffsetTransition> listed = new ArrayList<>(changes);
        List<IcsComponent> recurring = new ArrayList<>();
        for (Tail tail : tails(rules, changes, firstYear)) {
            List<ZoneOffsetTransition> covered = changes.stream()
                    .filter(change -> change.getDateTimeBefore().getYear() >= tail.sinceYear)
                    .filter(tail.rule::includes)
                    .toList();
            listed.removeAll(covered);
            ZoneOffsetTransition first = covered.get(0);
            recurring.add(observance(
                    kind(rules, first),
                    first.getDateTimeBefore(),
                    List.of(ContentLine.of("RRULE", tail.rule.recurrence()))));
        }
        List<IcsComponent> all = new ArrayList<>();
        if (changes.isEmpty() || changes.get(0).getDateTimeBefore().getYear() > firstYear) {
            all.add(beginning(rules, firstYear));
        }
        all.addAll(listed(rules, listed));
        all.addAll(recurring);
        return all;
    }

    /** The offset before the first change: what no part says is undefined (RFC 5545, 3.6.5). */
    private static IcsComponent beginning(ZoneRules rules, int firstYear) {
        LocalDateTime start = LocalDate.of(firstYear, 1, 1).atStartOfDay();
        ZoneOffset offset = rules.getOffset(start.toInstant(ZoneOffset.UTC));
        return observance(new Kind("STANDARD", offset, offset), start, List.of());
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules, int firstYear) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        Instant start = LocalDate.of(firstYear, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        ZoneOffsetTransition change = rules.nextTransition(start.minusSeconds(1));
        while (change != null && change.getDateTimeBefore().getYear() <= LAST_YEAR) {
            changes.add(change);
            change = rules.nextTransition(change.getInstant());
        }
        return changes;
    }

    /** The yearly changes that go on, each from the year since when it holds without a break; all of them or none. */
    private static List<Tail> tails(ZoneRules rules, List<ZoneOffsetTransition> changes, int firstYear) {
        List<Tail> tails = rules.getTransitionRules().stream()
                .map(RecurringChange::of)
                .flatMap(Optional::stream)
                .map(rule -> new Tail(rule, since(rule, changes, firstYear)))
                .filter(tail -> tail.sinceYear <= LAST_YEAR)
                .toList();
        return tails.size() == rules.getTransitionRules().size() ? tails : List.of();
    }

    private static int since(RecurringChange rule, List<ZoneOffsetTransition> changes, int firstYear) {
        int year = LAST_YEAR + 1;
        while (year > firstYear && changes.contains(rule.in(year - 1))) {
            year--;
        }
        return year;
    }

    private static List<IcsComponent> listed(ZoneRules rules, List<ZoneOffsetTransition> changes) {
        Map<Kind, List<ZoneOffsetTransition>> byKind = changes.stream()
                .collect(Collectors.groupingBy(change -> kind(rules, change), LinkedHashMap::new, Collectors.toList()));
        return byKind.entrySet().stream()
                .map(entry -> observance(
                        entry.getKey(),
                        entry.getValue().get(0).getDateTimeBefore(),
                        entry.getValue().stream()
                                .skip(1)
                                .map(change -> new IcsTime.Floating(change.getDateTimeBefore()).line("RDATE"))
                                .toList()))
                .toList();
    }

    private static IcsComponent observance(Kind kind, LocalDateTime start, List<ContentLine> recurrence) {
        List<IcsNode> nodes = new ArrayList<>();
        nodes.add(new IcsTime.Floating(start).line("DTSTART"));
        nodes.add(ContentLine.of("TZOFFSETFROM", offset(kind.from)));
        nodes.add(ContentLine.of("TZOFFSETTO", offset(kind.to)));
        nodes.addAll(recurrence);
        return IcsComponent.of(kind.part, nodes);
    }

    private static Kind kind(ZoneRules rules, ZoneOffsetTransition change) {
        boolean summer = rules.isDaylightSavings(change.getInstant());
        return new Kind(summer ? "DAYLIGHT" : "STANDARD", change.getOffsetBefore(), change.getOffsetAfter());
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+0000" : offset.getId().replace(":", "");
    }
}
