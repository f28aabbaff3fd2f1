package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.calendar.EventTime;
import io.kalends.calendar.RecurrenceRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A recurring event's occurrences: its rules and extra dates, less the excluded ones. */
final class Series {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

    /** No client of a test looks further. */
    private static final int MOST_OCCURRENCES = 20_000;

    private final When start;
    private final When end;
    private final List<RecurrenceRule> rules = new ArrayList<>();
    private final List<When> extra = new ArrayList<>();
    private final List<Instant> excluded = new ArrayList<>();
    private final List<RecurrenceRule> exclusions = new ArrayList<>();

    private Series(When start, When end) {
        this.start = start;
        this.end = end;
    }

    /** The series of a stored master. */
    static Series of(JsonNode master, ZoneId calendarZone) {
        Series series = new Series(
                When.stored(master.path("start"), calendarZone), When.stored(master.path("end"), calendarZone));
        master.path("recurrence").forEach(line -> series.add(line.asText()));
        return series;
    }

    /** Refuses lines that Google refuses; they may be read by {@link #of} afterwards. */
    static void check(JsonNode recurrence, When start) {
        Series series = new Series(start, start);
        for (JsonNode line : recurrence) {
            try {
                series.add(line.asText());
            } catch (IllegalArgumentException | DateTimeException malformed) {
                throw GoogleError.invalid("Invalid recurrence rule.");
            }
        }
        for (RecurrenceRule rule : series.rules) {
            Optional<Boolean> day = rule.until().map(until -> until.fold(any -> true, any -> false, any -> false));
            if (day.isPresent() && day.get() != start.allDay()) {
                throw GoogleError.invalid("Invalid recurrence rule.");
            }
        }
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String head = colon < 0 ? "" : line.substring(0, colon).toUpperCase(Locale.ROOT);
        String value = line.substring(colon + 1);
        String name = head.contains(";") ? head.substring(0, head.indexOf(';')) : head;
        switch (name) {
            case "RRULE" -> rules.add(RecurrenceRule.parse(value));
            case "EXRULE" -> exclusions.add(RecurrenceRule.parse(value));
            case "RDATE" -> dates(line.substring(0, colon), value).forEach(extra::add);
            case "EXDATE" -> dates(line.substring(0, colon), value).forEach(date -> excluded.add(date.instant()));
            default -> throw new IllegalArgumentException("not a line of a recurrence");
        }
    }

    private Stream<When> dates(String head, String values) {
        ZoneId zone = Stream.of(head.split(";"))
                .filter(part -> part.toUpperCase(Locale.ROOT).startsWith("TZID="))
                .map(part -> zone(part.substring("TZID=".length())))
                .findFirst()
                .orElse(start.time().getZone());
        return Stream.of(values.split(",")).map(value -> date(value.strip().split("/", 2)[0], zone));
    }

    /** Names that are not IANA's are read as UTC, as Google does. */
    private static ZoneId zone(String name) {
        return ZoneRulesProvider.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    private When date(String value, ZoneId zone) {
        ZoneId own = start.time().getZone();
        if (value.length() == 8) {
            LocalDateTime day =
                    LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay();
            return start.at(start.allDay() ? day : day.with(start.time().toLocalTime()));
        }
        LocalDateTime local = LocalDateTime.parse(value.substring(0, 15), LOCAL);
        ZoneId meant = value.endsWith("Z") ? ZoneOffset.UTC : zone;
        return new When(local.atZone(meant).withZoneSameInstant(own), start.allDay());
    }

    /** The starts before a limit, in order. */
    List<When> startsBefore(Instant limit) {
        Map<Instant, When> found = scheduledBefore(limit);
        Set<Instant> without = Stream.concat(
                        excluded.stream(),
                        exclusions.stream().flatMap(rule -> starts(rule, limit)).map(When::instant))
                .collect(Collectors.toSet());
        found.keySet().removeAll(without);
        return List.copyOf(found.values());
    }

    /** By its rules and extra dates, whatever is left out. */
    private Map<Instant, When> scheduledBefore(Instant limit) {
        Map<Instant, When> found = new TreeMap<>();
        if (start.instant().isBefore(limit)) {
            found.put(start.instant(), start);
        }
        for (RecurrenceRule rule : rules) {
            starts(rule, limit).forEach(when -> found.put(when.instant(), when));
        }
        extra.stream().filter(when -> when.instant().isBefore(limit)).forEach(when -> found.put(when.instant(), when));
        return found;
    }

    private Stream<When> starts(RecurrenceRule rule, Instant limit) {
        Optional<Instant> until = rule.until().map(this::lastStart);
        // The first start counts as one, whether or not it fits the rule.
        int most = rule.count().map(count -> Math.min(count, MOST_OCCURRENCES)).orElse(MOST_OCCURRENCES);
        LocalDateTime first = start.time().toLocalDateTime();
        Stream<LocalDateTime> rest = new RuleExpansion(rule, first).starts().filter(local -> local.isAfter(first));
        return Stream.concat(Stream.of(first), rest)
                .map(start::at)
                .takeWhile(when -> when.instant().isBefore(limit)
                        && until.map(last -> !when.instant().isAfter(last)).orElse(true))
                .limit(most);
    }

    private Instant lastStart(EventTime until) {
        ZoneId zone = start.time().getZone();
        return until.fold(
                day -> day.date().atTime(23, 59, 59).atZone(zone).toInstant(),
                zoned -> zoned.time().toInstant(),
                floating -> floating.time().atZone(zone).toInstant());
    }

    /** The occurrence whose id ends like this, if there is one. */
    Optional<When> withSuffix(String suffix) {
        Optional<Instant> about = moment(suffix);
        return about.flatMap(moment -> startsBefore(moment.plus(Duration.ofDays(1))).stream()
                .filter(when -> when.suffix().equals(suffix))
                .findFirst());
    }

    /** Whether an occurrence whose id ends like this is left out, or is there. */
    boolean schedules(String suffix) {
        return moment(suffix)
                .map(moment -> scheduledBefore(moment.plus(Duration.ofDays(1))).values().stream()
                        .anyMatch(when -> when.suffix().equals(suffix)))
                .orElse(false);
    }

    private Optional<Instant> moment(String suffix) {
        try {
            return Optional.of(
                    suffix.length() == 8
                            ? LocalDate.parse(suffix, DateTimeFormatter.BASIC_ISO_DATE)
                                    .atStartOfDay(start.time().getZone())
                                    .toInstant()
                            : LocalDateTime.parse(suffix.substring(0, 15), LOCAL)
                                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | StringIndexOutOfBoundsException other) {
            return Optional.empty();
        }
    }

    /** When an occurrence with this start ends. */
    When endOf(When occurrence) {
        if (start.allDay()) {
            long days = ChronoUnit.DAYS.between(
                    start.time().toLocalDate(), end.time().toLocalDate());
            return occurrence.plus(ChronoUnit.DAYS, days);
        }
        long seconds = Duration.between(start.instant(), end.instant()).toSeconds();
        return new When(
                occurrence
                        .time()
                        .plusSeconds(seconds)
                        .withZoneSameInstant(end.time().getZone()),
                false);
    }
}
