package io.kalends.provider.ics.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.calendar.EventTime;
import io.kalends.icalendar.CalendarBatch;
import io.kalends.icalendar.EventIds;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.Field;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.contract.ReplicaHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A calendar under test, and another program that edits it through a replica object of its own. */
record EditedCalendar(
        Supplier<Replica<CalendarEvent>> tested,
        Replica<CalendarEvent> editor,
        Clock clock,
        @Nullable Path path) implements ReplicaHarness<CalendarEvent> {

    private static final Set<String> ALL =
            CalendarEvents.type().fields().stream().map(Field::name).collect(Collectors.toSet());

    @Override
    public Replica<CalendarEvent> replica() {
        return tested.get();
    }

    @Override
    public CalendarEvent sample(int n) {
        return EventSamples.meeting(n);
    }

    @Override
    public CalendarEvent edited(CalendarEvent event, int variant) {
        return event.toBuilder().title("edited " + variant).build();
    }

    @Override
    public String put(CalendarEvent event) {
        Write<CalendarEvent> create =
                new Write.Create<>("put-" + EventIds.hash(CalendarBatch.idOf(event)), event, null, "", null);
        return stored(write(create)).id();
    }

    @Override
    public void replace(String id, CalendarEvent event) {
        write(new Write.Update<>(id, null, event, ALL));
    }

    @Override
    public void remove(String id) {
        write(new Write.Delete<>(id, null));
    }

    @Override
    public Optional<CalendarEvent> childOf(CalendarEvent parent) {
        return Optional.of(CalendarEvent.builder(parent.uid())
                .recurrenceId(parent.start())
                .title("moved")
                .start(EventTime.zoned(LocalDateTime.of(2026, 5, 4, 9, 30), EventSamples.BERLIN))
                .build());
    }

    /** In one file, or in two of a folder. */
    @Override
    public boolean putTwins(CalendarEvent one, CalendarEvent other) {
        if (path == null) {
            return false;
        }
        put(one);
        Map.Entry<Path, byte[]> file = filesUnder(path).entrySet().iterator().next();
        String text = new String(file.getValue(), UTF_8);
        String twin = text.replace("SUMMARY:" + one.title(), "SUMMARY:" + other.title());
        if (Files.isDirectory(path)) {
            done(() -> Files.writeString(path.resolve("twin.ics"), twin));
        } else {
            String event = twin.substring(twin.indexOf("BEGIN:VEVENT"), twin.indexOf("END:VCALENDAR"));
            done(() -> Files.writeString(path, text.replace("END:VCALENDAR", event + "END:VCALENDAR")));
        }
        return true;
    }

    /** UIDs of which no file's name can be made as they are, or only one that is another's on some disks. */
    @Override
    public List<CalendarEvent> awkward() {
        return Stream.of(
                        "#1",
                        "#meeting-42",
                        "a",
                        "a#b",
                        "A",
                        "CON",
                        "nul.x",
                        ".",
                        "..",
                        ".ics",
                        "x/../y",
                        "x".repeat(900),
                        "会议",
                        "a ",
                        "a.",
                        "-rf",
                        "a\nb",
                        "a;b,c\\d")
                .map(uid -> CalendarEvent.builder(uid)
                        .title("of " + uid.length())
                        .start(EventSamples.meeting(1).start())
                        .build())
                .toList();
    }

    @Override
    public Optional<Runnable> backup() {
        if (path == null) {
            return Optional.empty();
        }
        Map<Path, byte[]> kept = filesUnder(path);
        return Optional.of(() -> {
            filesUnder(path).keySet().forEach(file -> done(() -> Files.delete(file)));
            kept.forEach((file, bytes) -> done(() -> Files.write(file, bytes)));
        });
    }

    private interface Step {
        void take() throws IOException;
    }

    private static void done(Step step) {
        try {
            step.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The calendar files of a folder, or the one file. */
    private static Map<Path, byte[]> filesUnder(Path path) {
        Map<Path, byte[]> files = new HashMap<>();
        done(() -> {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.filter(file -> file.toString().endsWith(".ics"))
                        .filter(Files::isRegularFile)
                        .toList()) {
                    files.put(file, Files.readAllBytes(file));
                }
            }
        });
        return files;
    }

    private WriteResult<CalendarEvent> write(Write<CalendarEvent> write) {
        try (ReplicaSession<CalendarEvent> session = editor.open()) {
            return session.sink()
                    .orElseThrow()
                    .write(WriteRequest.of(List.of(write)))
                    .results()
                    .get(0);
        }
    }

    private static Versioned<CalendarEvent> stored(WriteResult<CalendarEvent> result) {
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        return requireNonNull(((WriteResult.Applied<CalendarEvent>) result).stored());
    }
}
