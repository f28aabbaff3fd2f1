package io.kalends.provider.google.internal;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.kalends.http.ApiAnswer;
import io.kalends.http.WriteTask.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences that were put back to the rule of a series, after that was written. Google may take them for exceptions all
 * the same, which the write does not reach: those are put back once more. One that somebody edits meanwhile is left alone.
 */
final class PutBackOccurrences {

    private final GoogleSession session;
    private final Event series;
    private @Nullable Deque<Event> behind;

    /** @param series as it is now */
    PutBackOccurrences(GoogleSession session, Event series) {
        this.session = session;
        this.series = series;
    }

    boolean areDone() {
        return behind != null && behind.isEmpty();
    }

    Step<AbstractGoogleClientRequest<?>> step() {
        Event next = behind == null ? null : behind.peek();
        return next == null
                ? Step.look(session.requests().putBack(series.getId()))
                : Step.write(
                        session.requests().patch(next.getId(), OccurrenceReset.patch(series, next), next.getEtag()));
    }

    void answer(ApiAnswer answer) {
        if (behind != null) {
            behind.remove();
        } else {
            behind = new ArrayDeque<>(
                    answer.isOk() ? behind(GoogleApi.read(answer, Events.class, session.place())) : List.of());
        }
    }

    private List<Event> behind(Events found) {
        return found.getItems() == null
                ? List.of()
                : found.getItems().stream()
                        .filter(event -> GoogleRows.isOccurrence(event) && OccurrenceReset.isAsRule(event))
                        .filter(event -> !OccurrenceReset.isLike(series, event))
                        .filter(event -> !session.events().isAstray(event, series))
                        .toList();
    }
}
