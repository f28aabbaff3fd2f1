package io.kalends.examples.csv;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Replica;
import io.kalends.testkit.EventSamples;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/** What every side of a pair has to keep. */
class CsvContractTest extends ReplicaContract<CalendarEvent> {

    @TempDir
    static Path folder;

    @Override
    protected ReplicaHarness<CalendarEvent> open() {
        return new Harness(folder.resolve(UUID.randomUUID() + ".csv"));
    }

    private record Harness(Path path) implements ReplicaHarness<CalendarEvent> {

        @Override
        public Replica<CalendarEvent> replica() {
            return CsvCalendar.in(path);
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
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
            replace(event.uid(), event);
            return event.uid();
        }

        @Override
        public void replace(String id, CalendarEvent event) {
            save(rows -> rows.put(id, CsvRow.of(event)));
        }

        @Override
        public void remove(String id) {
            save(rows -> rows.remove(id));
        }

        private void save(Consumer<TreeMap<String, CsvRow>> edit) {
            CsvFile file = new CsvFile(path);
            TreeMap<String, CsvRow> rows = file.read();
            edit.accept(rows);
            file.replace(file.read(), rows);
        }

        @Override
        public void close() {}
    }
}
