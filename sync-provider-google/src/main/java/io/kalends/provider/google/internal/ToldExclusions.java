package io.kalends.provider.google.internal;

import io.kalends.calendar.EventTime;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which excluded dates were told, by series; and which dates were told without their series. When a date is no longer left out, Google tells the series anew and not a word
 * of the date; nor does it tell a date again when its series comes. So what was told before is kept in the cursor, where it
 * outlives the process.
 *
 * @param series a hash of the id, and the original starts as numbers
 */
record ToldExclusions(SortedMap<Long, SortedSet<Long>> series) {

    static final ToldExclusions NONE = new ToldExclusions(Collections.emptySortedMap());

    /** Where days end and seconds begin; no day is so far and no second so near. */
    private static final long SECONDS_FROM = 1L << 40;

    ToldExclusions {
        series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
    }

    /** Before a series' id, where its dates stand that were told without it. */
    private static final String ALONE = "alone ";

    /** The ids of what was told of a series and is not among these dates any more. */
    Collection<String> vanished(String id, Collection<EventTime> now) {
        SortedSet<Long> left = new TreeSet<>(of(id));
        now.forEach(date -> left.remove(number(date)));
        return ids(id, left);
    }

    private static Collection<String> ids(String series, Collection<Long> dates) {
        return dates.stream()
                .map(date -> EventIds.occurrence(series, time(date)))
                .toList();
    }

    /** The ids of the dates that were told without their series. */
    Collection<String> alone(String id) {
        return ids(id, of(ALONE + id));
    }

    /** The same, with one more such date. */
    ToldExclusions withAlone(String id, EventTime date) {
        SortedMap<Long, SortedSet<Long>> all = new TreeMap<>(series);
        SortedSet<Long> numbers = new TreeSet<>(of(ALONE + id));
        numbers.add(number(date));
        all.put(EventIds.number(ALONE + id), numbers);
        return new ToldExclusions(all);
    }

    /** The same, with the series there. */
    ToldExclusions atHome(String id) {
        return with(Map.of(ALONE + id, List.of()));
    }

    /** Whether a date of a series was told before. */
    boolean has(String id, EventTime date) {
        return of(id).contains(number(date));
    }

    private SortedSet<Long> of(String id) {
        return series.getOrDefault(EventIds.number(id), Collections.emptySortedSet());
    }

    /** The same, with these dates for these series. */
    ToldExclusions with(Map<String, ? extends Collection<EventTime>> now) {
        SortedMap<Long, SortedSet<Long>> all = new TreeMap<>(series);
        now.forEach((id, dates) -> {
            SortedSet<Long> numbers = new TreeSet<>();
            dates.forEach(date -> numbers.add(number(date)));
            if (numbers.isEmpty()) {
                all.remove(EventIds.number(id));
            } else {
                all.put(EventIds.number(id), numbers);
            }
        });
        return all.equals(series) ? this : new ToldExclusions(all);
    }

    private static long number(EventTime date) {
        return date.fold(
                day -> day.date().toEpochDay(),
                zoned -> SECONDS_FROM + zoned.time().toEpochSecond(),
                floating -> {
                    throw new IllegalArgumentException("Google knows no floating time");
                });
    }

    private static EventTime time(long number) {
        return number < SECONDS_FROM / 2
                ? EventTime.allDay(LocalDate.ofEpochDay(number))
                : EventTime.utc(Instant.ofEpochSecond(number - SECONDS_FROM));
    }

    /** The text for a cursor: 11 characters a series and as many a date. */
    String text() {
        int longs = series.values().stream().mapToInt(dates -> 2 + dates.size()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(longs * Long.BYTES);
        series.forEach((id, dates) -> {
            bytes.putLong(id).putLong(dates.size());
            dates.forEach(bytes::putLong);
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ToldExclusions read(String text) {
        SortedMap<Long, SortedSet<Long>> series = new TreeMap<>();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            while (bytes.hasRemaining()) {
                SortedSet<Long> dates = new TreeSet<>();
                series.put(bytes.getLong(), dates);
                for (long left = bytes.getLong(); left > 0; left--) {
                    dates.add(bytes.getLong());
                }
            }
        } catch (BufferUnderflowException cutOff) {
            throw new IllegalArgumentException("the excluded dates are cut off", cutOff);
        }
        return series.isEmpty() ? NONE : new ToldExclusions(series);
    }

    /** How many series, nothing else. */
    @Override
    public String toString() {
        return "ToldExclusions[" + series.size() + " series]";
    }
}
