package io.kalends.store.jdbc;

import io.kalends.sync.record.FieldState;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.store.Agreement;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.LinkStatus;
import io.kalends.sync.store.Observation;
import io.kalends.sync.store.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Links as a run leaves them. */
final class TestLinks {

    static final String PAIR = "alice-work";
    static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private static final List<String> FILLED =
            List.of("title", "description", "location", "start", "end", "status", "availability", "visibility");
    private static final List<String> EMPTY = List.of(
            "recurrence",
            "attendees",
            "organizer",
            "reminders",
            "categories",
            "colour",
            "conference",
            "links",
            "unknown");

    private TestLinks() {}

    /** A settled link of an event of usual size. */
    static Link settled(int number) {
        return link(number, LinkStatus.SYNCED, null);
    }

    /** The same link, due. */
    static Link due(int number, Instant due) {
        return link(number, LinkStatus.PENDING, due);
    }

    private static Link link(int number, LinkStatus status, @Nullable Instant due) {
        Random random = new Random(number);
        FieldStates left = fields(random);
        FieldStates right = left.with(fields(random), Set.of("description"));
        long identity = random.nextLong();
        long content = random.nextLong();
        return new Link(
                id(number),
                PAIR,
                seen(hex(random, 32), left, identity, content),
                seen(hex(random, 26), right, identity, content),
                new Agreement(left, right, true, true, Set.of(), Set.of(), Set.of()),
                null,
                1,
                new Link.Versions(17, 18),
                status,
                due,
                0,
                null,
                null,
                Link.Swings.NONE,
                NOW);
    }

    static String id(int number) {
        return "%08d-8f1c-4c53-9d6e-5c2a".formatted(number);
    }

    private static Observation seen(String id, FieldStates fields, long identity, long content) {
        return new Observation(
                id,
                Presence.PRESENT,
                "3423410394920000",
                NOW.minusSeconds(3_600),
                NOW,
                null,
                "app/" + id,
                identity,
                content,
                fields,
                Set.of());
    }

    private static FieldStates fields(Random random) {
        Map<String, FieldState> states = new TreeMap<>();
        FILLED.forEach(name -> states.put(name, FieldState.print(random.nextLong())));
        EMPTY.forEach(name -> states.put(name, FieldState.empty()));
        return FieldStates.of(states);
    }

    private static String hex(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
