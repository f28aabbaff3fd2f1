package io.kalends.provider.google.internal;

import static java.util.Objects.requireNonNull;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.SyncException;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.calendar.CalendarEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in rounds: each round is one batch with the next step of every write that is not done yet. Most writes need
 * one step, so most batches one call.
 */
final class GoogleSink implements ChangeSink<CalendarEvent> {

    private static final String MAY_NOT =
            "this account may only read the calendar → ask its owner for the right to write, or sync one way";

    private static final GoogleTask.Step NOTHING = new GoogleTask.Step(List.of(), false);

    private final GoogleSession session;

    GoogleSink(GoogleSession session) {
        this.session = session;
    }

    @Override
    public Optional<String> idOf(Write.Create<CalendarEvent> create) {
        return create.parent() == null ? Optional.of(EventIds.of(create)) : Optional.empty();
    }

    @Override
    public WriteResponse<CalendarEvent> write(WriteRequest<CalendarEvent> request) {
        List<Write<CalendarEvent>> writes = request.writes();
        try {
            return WriteResponse.of(
                    session.writable(request.deadline())
                            ? write(writes, request.deadline())
                            : all(writes, WriteResult.rejected(MAY_NOT)));
        } catch (NoTimeLeft nothingDone) {
            return WriteResponse.of(all(writes, WriteResult.deferred(GoogleTask.NOT_BEGUN, null)));
        }
    }

    private static List<WriteResult<CalendarEvent>> all(
            List<Write<CalendarEvent>> writes, WriteResult<CalendarEvent> result) {
        return Collections.nCopies(writes.size(), result);
    }

    private List<WriteResult<CalendarEvent>> write(List<Write<CalendarEvent>> writes, Instant deadline) {
        GoogleBatch batch = new GoogleBatch(session.http(), session.place(), deadline);
        List<GoogleTask> tasks = new ArrayList<>(writes.size());
        Map<String, LeftOutTogether> leftOut = new HashMap<>();
        writes.forEach(write -> tasks.add(GoogleTask.of(session, write, leftOut)));
        boolean written = false;
        for (List<GoogleTask> round = round(tasks); !round.isEmpty(); round = round(tasks)) {
            try {
                written |= send(round, batch);
            } catch (SyncException e) {
                if (!written) {
                    throw e;
                }
                // Some of it is done: the failure is told of the rest alone.
                tasks.forEach(task -> task.failed(e));
            }
        }
        return tasks.stream().map(GoogleTask::result).toList();
    }

    /** The tasks that are not done, of those with the same target the first; one that wants to be alone stands alone. */
    private static List<GoogleTask> round(List<GoogleTask> tasks) {
        List<GoogleTask> round = new ArrayList<>();
        Set<String> targets = new HashSet<>();
        for (GoogleTask task : tasks) {
            if (!task.isDone() && targets.add(task.target())) {
                if (task.isAlone()) {
                    return List.of(task);
                }
                round.add(task);
            }
        }
        return round;
    }

    /**
     * Sends the next step of each, the same look once.
     *
     * @return whether one of them wrote
     */
    private boolean send(List<GoogleTask> round, GoogleBatch batch) {
        boolean writes = false;
        Map<String, AbstractGoogleClientRequest<?>> requests = new LinkedHashMap<>();
        List<List<String>> asked = new ArrayList<>(round.size());
        for (GoogleTask task : round) {
            List<String> names = new ArrayList<>();
            GoogleTask.Step step = task.next().orElse(NOTHING);
            writes |= step.writes();
            for (AbstractGoogleClientRequest<?> request : step.requests()) {
                String name = (step.writes() ? task.target() + " " : "") + GoogleHttp.url(request);
                requests.put(name, request);
                names.add(name);
            }
            asked.add(names);
        }
        Map<String, GoogleAnswer> answers = new HashMap<>();
        SyncException failure = send(requests, batch, answers);
        for (int i = 0; i < round.size(); i++) {
            List<String> names = asked.get(i);
            if (round.get(i).isDone()) {
                continue;
            }
            if (failure == null || answers.keySet().containsAll(names)) {
                round.get(i)
                        .answered(names.stream()
                                .map(name -> answers.getOrDefault(name, GoogleAnswer.lost()))
                                .toList());
            } else {
                round.get(i).failed(failure);
            }
        }
        return writes;
    }

    /**
     * Sends as many calls as it takes.
     *
     * @param answers filled with what was answered, by name; what cannot be begun in time is told as not asked
     * @return why a later call failed, where an earlier one was answered; {@code null} if none did
     */
    private static @Nullable SyncException send(
            Map<String, AbstractGoogleClientRequest<?>> requests,
            GoogleBatch batch,
            Map<String, GoogleAnswer> answers) {
        List<String> names = List.copyOf(requests.keySet());
        for (int at = 0; at < names.size(); at += GoogleBatch.SIZE) {
            List<String> some = names.subList(at, Math.min(names.size(), at + GoogleBatch.SIZE));
            List<AbstractGoogleClientRequest<?>> part = new ArrayList<>();
            some.forEach(name -> part.add(requireNonNull(requests.get(name))));
            List<GoogleAnswer> answered;
            try {
                answered = batch.send(part);
            } catch (NoTimeLeft nothingSent) {
                answered = Collections.nCopies(part.size(), GoogleAnswer.unsent());
            } catch (SyncException e) {
                if (at == 0) {
                    throw e;
                }
                return e;
            }
            for (int i = 0; i < some.size(); i++) {
                answers.put(some.get(i), answered.get(i));
            }
        }
        return null;
    }
}
