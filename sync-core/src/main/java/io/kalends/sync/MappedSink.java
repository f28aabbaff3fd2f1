package io.kalends.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a host's sink through a mapping. An update fetches the host's current object and brings the changed fields in;
 * the revision it names stays the one that was planned on, so that an edit in between is still found.
 */
record MappedSink<A, B>(ChangeSink<A> host, ChangeSource<A> source, MappedView<A, B> view) implements ChangeSink<B> {

    @Override
    public WriteResponse<B> write(WriteRequest<B> request) {
        Map<String, Entry<A>> current = current(request);
        List<Write<A>> sent = new ArrayList<>();
        List<@Nullable WriteResult<B>> answered = new ArrayList<>();
        for (Write<B> write : request.writes()) {
            Prepared<A, B> prepared = write.fold(
                    create -> prepare(() -> Prepared.send(mapped(create))),
                    update -> prepare(() -> update(update, current)),
                    delete -> Prepared.send(new Write.Delete<>(delete.id(), delete.revision())));
            answered.add(prepared.answer());
            if (prepared.write() != null) {
                sent.add(prepared.write());
            }
        }
        WriteResponse<A> response = sent.isEmpty()
                ? WriteResponse.of(List.of())
                : host.write(new WriteRequest<>(sent, request.deadline(), request.cursor()));
        return new WriteResponse<>(merged(answered, response.results(), sent.size()), response.cursor());
    }

    @Override
    public Optional<String> idOf(Write.Create<B> create) {
        try {
            return host.idOf(mapped(create));
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException e) {
            // The write itself will be rejected with this failure.
            return Optional.empty();
        }
    }

    private Map<String, Entry<A>> current(WriteRequest<B> request) {
        List<String> ids = new ArrayList<>();
        for (Write<B> write : request.writes()) {
            if (write instanceof Write.Update<B> update) {
                ids.add(update.id());
            }
        }
        Map<String, Entry<A>> current = new HashMap<>();
        if (!ids.isEmpty()) {
            source.fetch(new FetchRequest(ids, request.deadline())).forEach(entry -> current.put(entry.id(), entry));
        }
        return current;
    }

    private Write.Create<A> mapped(Write.Create<B> create) {
        A record = view.mapping().apply(null, create.record(), view.allFields());
        return new Write.Create<>(
                create.key(), record, create.parent(), create.origin(), create.formerId(), holes(create.holes()));
    }

    /** One that cannot be brought in is refused by its own create. */
    private List<A> holes(List<B> shown) {
        return shown.stream().flatMap(hole -> hole(hole).stream()).toList();
    }

    private Optional<A> hole(B shown) {
        try {
            return Optional.of(view.mapping().apply(null, shown, view.allFields()));
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException ofTheHole) {
            return Optional.empty();
        }
    }

    private Prepared<A, B> update(Write.Update<B> update, Map<String, Entry<A>> current) {
        Entry<A> entry = current.getOrDefault(
                update.id(), Entry.unreadable(update.id(), "the source did not answer when asked for the record"));
        return entry.fold(
                present -> {
                    Set<String> hostFields = view.mapping().hostFields(update.changed());
                    if (hostFields.isEmpty()) {
                        // The host has no place for these fields: there is nothing to write.
                        return Prepared.answered(WriteResult.applied(view.show(present.record())));
                    }
                    A record = view.mapping().apply(present.record().record(), update.record(), update.changed());
                    // A second update of the record in this batch goes on from here.
                    current.put(update.id(), Entry.present(present.record().withRecord(record)));
                    return Prepared.send(new Write.Update<>(update.id(), update.revision(), record, hostFields));
                },
                removed -> Prepared.answered(WriteResult.gone()),
                unreadable -> Prepared.answered(WriteResult.deferred(unreadable.reason(), null)));
    }

    private static <A, B> Prepared<A, B> prepare(Supplier<Prepared<A, B>> mapping) {
        try {
            return mapping.get();
        } catch (SyncException e) {
            throw e;
        } catch (RuntimeException e) {
            return Prepared.answered(WriteResult.rejected(MappedView.failure("bring the record in", e), e));
        }
    }

    private List<WriteResult<B>> merged(
            List<@Nullable WriteResult<B>> answered, List<WriteResult<A>> results, int sent) {
        if (results.size() != sent) {
            throw new IllegalStateException("a sink answered " + results.size() + " results to " + sent
                    + " writes → it must answer each write once, in order");
        }
        List<WriteResult<B>> merged = new ArrayList<>(answered.size());
        int next = 0;
        for (WriteResult<B> answer : answered) {
            merged.add(answer != null ? answer : shown(results.get(next++)));
        }
        return merged;
    }

    private WriteResult<B> shown(WriteResult<A> result) {
        return result.fold(new WriteResult.Cases<>(
                applied -> {
                    Versioned<A> stored = applied.stored();
                    return stored == null ? WriteResult.deleted() : stored(stored, applied.found());
                },
                stale -> WriteResult.stale(),
                gone -> WriteResult.gone(),
                rejected -> new WriteResult.Rejected<>(rejected.reason(), rejected.cause()),
                deferred -> WriteResult.deferred(deferred.reason(), deferred.retryAfter()),
                needless -> WriteResult.needless(needless.reason()),
                unknown -> WriteResult.unknown(unknown.reason())));
    }

    private WriteResult<B> stored(Versioned<A> stored, boolean found) {
        try {
            Versioned<B> shown = view.show(stored);
            return found ? WriteResult.found(shown) : WriteResult.applied(shown);
        } catch (RuntimeException e) {
            // It is written, but what stands there now cannot be told: whoever asked has to look.
            return WriteResult.unknown(MappedView.failure("show the record that was written", e));
        }
    }

    /** A write to send, or the answer where there is none. */
    private record Prepared<A, B>(
            @Nullable Write<A> write, @Nullable WriteResult<B> answer) {

        static <A, B> Prepared<A, B> send(Write<A> write) {
            return new Prepared<>(write, null);
        }

        static <A, B> Prepared<A, B> answered(WriteResult<B> answer) {
            return new Prepared<>(null, answer);
        }
    }
}
