package io.kalends.testkit.lives;

import io.kalends.calendar.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person in one zone sees on each day, made of what stands on a side. */
final class DayView {

    private static final DateTimeFormatter SEEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern UNTIL = Pattern.compile(";?UNTIL=([0-9]{8})(T[0-9]{6})?(Z)?");

    private final RuleExpander rules;
    private final ZoneId viewer;
    private final LocalDateTime horizon;
    private final boolean offSchedule;

    /**
     * Views of one life.
     *
     * @param horizon series are shown until here
     * @param offSchedule whether every side can hold an occurrence at a date that its series does not have; else such are
     *     passed over
     */
    DayView(RuleExpander rules, ZoneId viewer, LocalDate horizon, boolean offSchedule) {
        this.offSchedule = offSchedule;
        this.rules = rules;
        this.viewer = viewer;
        this.horizon = horizon.atStartOfDay();
    }

    /** The entries of all days, in order; one that stands there twice is there twice. */
    List<DayEntry> of(List<Item> items) {
        return items.stream().flatMap(item -> ofOne(item, items)).sorted().toList();
    }

    private Stream<DayEntry> ofOne(Item item, List<Item> all) {
        if (item.cancelled() || (!offSchedule && isOffSchedule(item, all))) {
            return Stream.empty();
        }
        return item.isSeries()
                ? starts(item, all).stream().map(start -> entry(item, start))
                : Stream.of(entry(item, item.start()));
    }

    /** The dates of a series that are there by its rule: neither left out nor set apart. */
    List<EventTime> starts(Item series, List<Item> all) {
        Set<String> taken = new HashSet<>();
        series.excluded().forEach(date -> taken.add(key(date)));
        for (Item other : all) {
            EventTime original = other.original();
            if (original != null && series.handle().equals(other.series())) {
                taken.add(key(original));
            }
        }
        return byRule(series).stream()
                .filter(start -> !taken.contains(key(start)))
                .toList();
    }

    private List<EventTime> byRule(Item series) {
        LocalDateTime first = local(series.start());
        Matcher until = UNTIL.matcher(series.rule());
        String rule = until.replaceAll("");
        List<EventTime> starts = new ArrayList<>(rules.starts(rule, first, horizon).stream()
                .map(start -> like(series.start(), start))
                .toList());
        Optional<Instant> last = until.reset().find() ? Optional.of(last(until, series.start())) : Optional.empty();
        last.ifPresent(bound -> starts.removeIf(start -> instant(start).isAfter(bound)));
        return starts;
    }

    private Instant last(Matcher until, EventTime start) {
        LocalDate day = LocalDate.parse(until.group(1), DateTimeFormatter.BASIC_ISO_DATE);
        String time = until.group(2);
        if (time == null) {
            return instant(like(start, day.atTime(23, 59, 59)));
        }
        LocalDateTime local = LocalDateTime.parse(
                until.group(1) + time, DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT));
        return until.group(3) == null ? instant(like(start, local)) : local.toInstant(ZoneOffset.UTC);
    }

    /** Whether an occurrence stands at a date that its series does not have. */
    boolean isOffSchedule(Item item, List<Item> all) {
        EventTime original = item.original();
        return original != null
                && all.stream()
                        .filter(other -> !other.isOccurrence() && other.handle().equals(item.series()))
                        .anyMatch(series -> !series.isSeries() || !hasDate(series, original));
    }

    private boolean hasDate(Item series, EventTime date) {
        return byRule(series).stream().anyMatch(start -> key(start).equals(key(date)));
    }

    private DayEntry entry(Item item, EventTime start) {
        if (start.isAllDay()) {
            long days = local(item.end()).toLocalDate().toEpochDay()
                    - local(item.start()).toLocalDate().toEpochDay();
            LocalDate day = local(start).toLocalDate();
            return new DayEntry(day.toString(), day.plusDays(days).toString(), item.texts());
        }
        Duration length = Duration.between(instant(item.start()), instant(item.end()));
        return new DayEntry(seen(instant(start)), seen(instant(start).plus(length)), item.texts());
    }

    private String seen(Instant instant) {
        return instant.atZone(viewer).format(SEEN);
    }

    /** What names a date of a series, alike on every side. */
    String key(EventTime time) {
        return time.isAllDay() ? time.text() : instant(time).toString();
    }

    Instant instant(EventTime time) {
        return time.fold(
                day -> day.date().atStartOfDay(viewer).toInstant(),
                zoned -> zoned.time().toInstant(),
                floating -> floating.time().atZone(viewer).toInstant());
    }

    static LocalDateTime local(EventTime time) {
        return time.fold(
                day -> day.date().atStartOfDay(), zoned -> zoned.time().toLocalDateTime(), floating -> floating.time());
    }

    /** Another local time in the form of this one. */
    static EventTime like(EventTime form, LocalDateTime local) {
        return form.fold(
                day -> EventTime.allDay(local.toLocalDate()),
                zoned -> EventTime.zoned(local, zoned.time().getZone()),
                floating -> EventTime.floating(local));
    }

    /** The words that a person sees. */
    static Set<String> words(List<Item> items) {
        return items.stream()
                .filter(item -> !item.cancelled())
                .flatMap(item -> Words.in(item.texts().all()).stream())
                .collect(Collectors.toSet());
    }
}
