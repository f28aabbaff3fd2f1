package io.kalends.provider.ics.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.WriteResult;
import java.util.List;

/**
 * What came of a batch of writes.
 *
 * @param results one a write, in their order
 * @param changes the files that it changed, in the order in which that was done
 */
record Written(List<WriteResult<CalendarEvent>> results, List<FileChange> changes) {

    Written {
        results = List.copyOf(results);
        changes = List.copyOf(changes);
    }
}
