package io.kalends.testkit;

import io.kalends.sync.ChangeSink;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.SinkTraits.Recognition;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.ChildNames;
import io.kalends.testkit.Behaviour.OnRenaming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes {@link Rows}. */
final class MemorySink<R> implements ChangeSink<R> {

    private final MemoryCore<R> core;
    private final SinkTraits traits;
    private final Rows<R> rows;

    MemorySink(MemoryCore<R> core, SinkTraits traits) {
        this.core = core;
        this.traits = traits;
        this.rows = core.rows;
    }

    @Override
    public WriteResponse<R> write(WriteRequest<R> request) {
        return WriteResponse.of(write(request.writes()));
    }

    private List<WriteResult<R>> write(List<Write<R>> writes) {
        if (core.faults.writes().isForbidden()) {
            throw new AssertionError("nothing should be written to " + core.place + ", but this was: " + writes);
        }
        if (writes.isEmpty() || writes.size() > traits.batchSize()) {
            throw new IllegalArgumentException(
                    "a call takes 1 to " + traits.batchSize() + " writes, not " + writes.size());
        }
        return core.callInParts(Call.WRITE, (number, between) -> {
            requireNoPoison(writes);
            return switch (core.faults.writes().nextFate()) {
                case MADE -> make(number, writes, between);
                case ANSWERS_LOST -> {
                    make(number, writes, between);
                    yield unknown(writes);
                }
                case REQUEST_LOST -> unknown(writes);
                case LATE -> {
                    core.faults.writes().holdUp(() -> make(number, writes, () -> {}));
                    throw CallScript.timeout();
                }
            };
        });
    }

    private List<WriteResult<R>> make(int call, List<Write<R>> writes, Runnable between) {
        List<WriteResult<R>> results = new ArrayList<>();
        for (Write<R> write : writes) {
            if (!results.isEmpty()) {
                between.run();
            }
            synchronized (rows) {
                WriteResult<R> result = write.fold(this::create, this::update, this::delete);
                core.log.written(new RecordedWrite<>(call, write, result));
                results.add(result);
            }
        }
        synchronized (rows) {
            core.faults.writes().laterRewrite().ifPresent(rewrite -> {
                for (WriteResult<R> result : results) {
                    if (result instanceof WriteResult.Applied<R> applied && applied.stored() != null) {
                        rows.change(applied.stored().id(), row -> row.holding(rewrite.apply(row.record())));
                    }
                }
            });
        }
        return results;
    }

    private static <R> List<WriteResult<R>> unknown(List<Write<R>> writes) {
        return writes.stream()
                .map(write -> WriteResult.<R>unknown("the answer was lost (injected)"))
                .toList();
    }

    private void requireNoPoison(List<Write<R>> writes) {
        synchronized (rows) {
            for (Write<R> write : writes) {
                boolean poisoned = write.fold(
                        create -> core.faults.writes().poisonedBy(create.record()),
                        update -> rows.live(update.id())
                                .map(row -> core.patched(row.record(), update.record(), update.changed()))
                                .filter(core.faults.writes()::poisonedBy)
                                .isPresent(),
                        delete -> false);
                if (poisoned) {
                    throw new RejectedException(
                            Place.unknown(), "the batch was refused as a whole (injected)", "send less at once");
                }
            }
        }
    }

    @Override
    public Optional<String> idOf(Write.Create<R> create) {
        return traits.recognition() == Recognition.BY_KEY ? Optional.of(idFrom(create.key())) : Optional.empty();
    }

    private static String idFrom(String key) {
        return "k-" + key;
    }

    private WriteResult<R> create(Write.Create<R> create) {
        R record = core.faults.writes().stored(core.held(create.record()));
        return switch (traits.recognition()) {
            case BY_KEY -> {
                Optional<String> made = rows.idOfKey(create.key());
                yield made.isPresent() ? thereOrGone(made.get()) : add(create, idFrom(create.key()), record);
            }
            case BY_IDENTITY -> {
                Optional<String> same = idOfSame(create.record());
                yield same.isPresent() ? thereOrGone(same.get()) : add(create, ownIdOf(record), record);
            }
            case NONE -> add(create, ownIdOf(record), record);
        };
    }

    private WriteResult<R> thereOrGone(String id) {
        return rows.live(id).map(row -> WriteResult.found(core.view(row))).orElseGet(WriteResult::gone);
    }

    private Optional<String> idOfSame(R record) {
        Optional<String> identity = core.type.identity(record);
        return identity.isEmpty()
                ? Optional.empty()
                : rows.live().stream()
                        .filter(row -> core.type.identity(row.record()).equals(identity))
                        .map(Row::id)
                        .findFirst();
    }

    private String ownIdOf(R record) {
        return core.type.id(record).filter(id -> rows.live(id).isEmpty()).orElseGet(rows::freshId);
    }

    private WriteResult<R> add(Write.Create<R> create, String id, R record) {
        String parent = create.parent();
        if (parent != null && !core.mayBeParent(parent)) {
            return WriteResult.rejected("there is no parent " + parent);
        }
        return allowed(id, record, () -> {
            Row<R> row = rows.add(id, record, parent, traits.keepsOrigin() ? create.origin() : null);
            rows.remember(create.key(), id);
            if (core.faults.reads().hidesCreatesFor() > 0) {
                core.hideFromIndex(id, core.faults.reads().hidesCreatesFor());
            }
            return WriteResult.applied(core.view(row));
        });
    }

    private WriteResult<R> update(Write.Update<R> update) {
        return onRow(update.id(), update.revision(), row -> {
            Set<String> refused = new TreeSet<>(core.faults.reads().readOnly(row.id()));
            refused.retainAll(update.changed());
            if (!refused.isEmpty()) {
                return WriteResult.rejected("the fields " + refused + " of this record may not be written");
            }
            Set<String> held = new HashSet<>(update.changed());
            held.removeIf(field -> !core.traits.holds(field));
            R patched = core.faults.writes().stored(core.patched(row.record(), update.record(), held));
            return allowed(row.id(), patched, () -> {
                WriteResult<R> applied =
                        WriteResult.applied(core.view(rows.change(row.id(), old -> old.holding(patched))));
                settleChildren(row.id(), held);
                return applied;
            });
        });
    }

    /** Children whose names were changed with their parent. */
    private void settleChildren(String parent, Set<String> changed) {
        Set<String> naming = core.type.childNames().map(ChildNames::fields).orElse(Set.of());
        if (core.behaviour.onRenaming() == OnRenaming.KEEPS || Collections.disjoint(naming, changed)) {
            return;
        }
        for (Row<R> child : rows.live()) {
            if (parent.equals(child.parent())) {
                if (core.behaviour.onRenaming() == OnRenaming.DROPS) {
                    rows.remove(child.id());
                } else {
                    rows.change(
                            child.id(), row -> row.holding(core.behaviour.hole().apply(row.record())));
                }
            }
        }
    }

    private WriteResult<R> delete(Write.Delete<R> delete) {
        return onRow(delete.id(), delete.revision(), row -> {
            rows.remove(row.id());
            return WriteResult.deleted();
        });
    }

    private WriteResult<R> onRow(String id, @Nullable String revision, Function<Row<R>, WriteResult<R>> write) {
        Optional<Row<R>> row = rows.live(id);
        if (row.isEmpty()) {
            return WriteResult.gone();
        }
        boolean moved = traits.conditional()
                && revision != null
                && !revision.equals("r" + row.get().revision());
        if (moved || core.faults.writes().takeStale(id)) {
            return WriteResult.stale();
        }
        return write.apply(row.get());
    }

    private WriteResult<R> allowed(String id, R record, Supplier<WriteResult<R>> write) {
        if (isTaken(id, core.behaviour.unique().apply(record))) {
            return WriteResult.rejected("another record has a value that only one may have");
        }
        return core.faults
                .writes()
                .takeRefusal(record)
                .map(refused -> refused.forGood()
                        ? WriteResult.<R>rejected(refused.reason())
                        : WriteResult.<R>deferred(refused.reason(), refused.retryAfter()))
                .orElseGet(write);
    }

    private boolean isTaken(String id, String value) {
        return !value.isEmpty()
                && rows.live().stream()
                        .filter(row -> !row.id().equals(id))
                        .anyMatch(row -> value.equals(core.behaviour.unique().apply(row.record())));
    }
}
