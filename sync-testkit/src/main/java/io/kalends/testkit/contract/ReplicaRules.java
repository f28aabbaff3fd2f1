package io.kalends.testkit.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.SinkTraits;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResponse;
import io.kalends.sync.WriteResult;
import io.kalends.sync.record.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the replica's rules share: a fresh collection, a session, and ways to read and write it. */
abstract class ReplicaRules<R> {

    static final int PAGE = 100;

    /** A guard against a source that never ends. */
    private static final int MOST_PAGES = 100;

    ReplicaHarness<R> harness;
    ReplicaSession<R> session;

    abstract ReplicaContract<R> contract();

    @BeforeEach
    void openCollection() {
        harness = contract().open();
        session = harness.replica().open();
    }

    @AfterEach
    void closeCollection() {
        session.close();
        harness.close();
    }

    Replica<R> replica() {
        return harness.replica();
    }

    /** Ends the session and begins another, as the next run does. */
    void nextRun() {
        session.close();
        session = harness.replica().open();
    }

    /** What the sink can do; aborts the test where there is none. */
    SinkTraits sink() {
        assumeTrue(replica().traits().writing().isPresent(), "this replica is read-only by its traits");
        return replica().traits().writing().orElseThrow();
    }

    ReplicaBreaker breaker() {
        assumeTrue(harness.breaker().isPresent(), "the way to this side cannot be broken");
        return harness.breaker().orElseThrow();
    }

    ChangeRequest request(@Nullable Cursor cursor, int pageSize) {
        return new ChangeRequest(
                cursor, null, null, pageSize, harness.clock().instant().plus(Duration.ofMinutes(1)));
    }

    ChangePage<R> page(@Nullable Cursor cursor) {
        return session.source().changes(request(cursor, PAGE));
    }

    /** All pages from a cursor on. */
    List<ChangePage<R>> pages(@Nullable Cursor from, int pageSize) {
        List<ChangePage<R>> pages = new ArrayList<>();
        Cursor cursor = from;
        do {
            assertThat(pages).as("pages without an end").hasSizeLessThan(MOST_PAGES);
            ChangePage<R> page = session.source().changes(request(cursor, pageSize));
            pages.add(page);
            cursor = page.next();
            if (!page.more()) {
                return pages;
            }
        } while (true);
    }

    static <R> ChangePage<R> last(List<ChangePage<R>> pages) {
        return pages.get(pages.size() - 1);
    }

    /** The entries by id; of an id that comes twice the last one counts. */
    static <R> Map<String, Entry<R>> entries(List<ChangePage<R>> pages) {
        Map<String, Entry<R>> entries = new LinkedHashMap<>();
        pages.forEach(page -> page.entries().forEach(entry -> entries.put(entry.id(), entry)));
        return entries;
    }

    /** What a full listing shows, by id. */
    Map<String, Versioned<R>> listed() {
        return present(entries(pages(null, PAGE)));
    }

    static <R> Map<String, Versioned<R>> present(Map<String, Entry<R>> entries) {
        Map<String, Versioned<R>> present = new LinkedHashMap<>();
        entries.forEach((id, entry) -> {
            if (entry instanceof Entry.Present<R> there) {
                present.put(id, there.record());
            }
        });
        return present;
    }

    /** The record of this id, which must be among those shown. */
    static <R> Versioned<R> shown(Map<String, Versioned<R>> records, String id) {
        assertThat(records).containsKey(id);
        return requireNonNull(records.get(id));
    }

    Versioned<R> fetched(String id) {
        List<Entry<R>> answer = session.source().fetch(FetchRequest.of(List.of(id)));
        assertThat(answer).as("answers to a fetch of one id").hasSize(1);
        assertThat(answer.get(0)).isInstanceOf(Entry.Present.class);
        return ((Entry.Present<R>) answer.get(0)).record();
    }

    Entry<R> look(String id) {
        List<Entry<R>> answer = session.source().fetch(FetchRequest.of(List.of(id)));
        assertThat(answer).as("answers to a fetch of one id").hasSize(1);
        return answer.get(0);
    }

    WriteResult<R> write(Write<R> write) {
        List<WriteResult<R>> results = session.sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(write)))
                .results();
        assertThat(results).as("results of one write").hasSize(1);
        return results.get(0);
    }

    /**
     * What came of a write that told where its side is read on.
     *
     * @param readsOn where that is now
     */
    record Told<R>(WriteResult<R> result, Cursor readsOn) {}

    /** Writes as the engine does: it tells where this side is read on, and takes the answer for where that is now. */
    Told<R> write(Cursor readsOn, Write<R> write) {
        Instant deadline = harness.clock().instant().plus(Duration.ofMinutes(1));
        WriteResponse<R> response =
                session.sink().orElseThrow().write(new WriteRequest<>(List.of(write), deadline, readsOn));
        assertThat(response.results()).as("results of one write").hasSize(1);
        Cursor moved = response.cursor();
        return new Told<>(response.results().get(0), moved == null ? readsOn : moved);
    }

    Write.Create<R> create(String key, R record) {
        return new Write.Create<>(key, record, null, "app/" + key, null);
    }

    /** Creates a record and expects that to be done. */
    Versioned<R> created(String key, R record) {
        return applied(write(create(key, record)));
    }

    Write.Update<R> update(Versioned<R> seen, R record) {
        return new Write.Update<>(seen.id(), seen.revision(), record, changedFields(seen.record(), record));
    }

    static <R> Versioned<R> applied(WriteResult<R> result) {
        assertThat(result).isInstanceOf(WriteResult.Applied.class);
        return requireNonNull(((WriteResult.Applied<R>) result).stored(), "what was stored");
    }

    /** Every field that this side can hold, in the form that is compared: what the engine sees of a record. */
    Map<String, JsonNode> seen(R record) {
        Map<String, JsonNode> values = new TreeMap<>();
        for (Field<R> field : replica().type().fields()) {
            if (replica().traits().holds(field.name())) {
                values.put(field.name(), field.canonical().apply(field.value(record)));
            }
        }
        return values;
    }

    /** What the engine sees of a record once this side holds it. */
    Map<String, JsonNode> seenThere(R given) {
        return seen(replica().projection().project(given));
    }

    Set<String> changedFields(R before, R after) {
        Map<String, JsonNode> old = seen(before);
        Map<String, JsonNode> now = seen(after);
        now.entrySet().removeIf(entry -> entry.getValue().equals(old.get(entry.getKey())));
        assertThat(now).as("fields in which the edited record differs").isNotEmpty();
        return Set.copyOf(now.keySet());
    }

    R sample(int n) {
        return harness.sample(n);
    }
}
