package io.kalends.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.TransientException;
import io.kalends.sync.Versioned;
import io.kalends.sync.Write;
import io.kalends.sync.WriteRequest;
import io.kalends.sync.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each injected fault does what its name says, and nothing else. */
class FaultsTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T09:00:00Z");
    private final InMemoryReplica<Note> side =
            InMemoryReplica.builder("side", Note.type()).clock(clock).build();
    private final ReplicaSession<Note> session = side.open();

    @Test
    void failsTheNthCallAndNoOther() {
        side.faults().calls().timeoutBefore(Call.CHANGES, 2);

        page(null);
        assertThatThrownBy(() -> page(null)).isInstanceOf(TransientException.class);
        page(null);
        assertThat(side.log().requests().pages()).isEqualTo(3);
    }

    @Test
    void asksToBeCalledLess() {
        side.faults().calls().rateLimit(Call.FETCH, 1, Duration.ofSeconds(30));

        assertThatThrownBy(() -> session.source().fetch(FetchRequest.of(List.of("a"))))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    @Test
    void timesOutBeforeTheCommit() {
        side.faults().calls().timeoutBefore(Call.WRITE, 1);

        assertThatThrownBy(() -> write(create("k1", "a"))).isInstanceOf(TransientException.class);
        assertThat(side.contents()).isEmpty();
        assertThat(side.log().writes()).isEmpty();
    }

    @Test
    void timesOutAfterTheCommit() {
        side.faults().calls().timeoutAfter(Call.WRITE, 1);

        assertThatThrownBy(() -> write(create("k1", "a"))).isInstanceOf(TransientException.class);
        assertThat(side.contents()).hasSize(1);
    }

    @Test
    void stopsAmidABatch() {
        side.faults().calls().fail(Call.WRITE, 1, CallHook.Moment.WITHIN, CallScript::timeout);

        assertThatThrownBy(() -> session.sink()
                        .orElseThrow()
                        .write(WriteRequest.of(List.of(create("k1", "a"), create("k2", "b"))))
                        .results())
                .isInstanceOf(TransientException.class);
        assertThat(side.contents()).containsExactly(Note.titled("a"));
    }

    @Test
    void losesAnswersOrRequests() {
        side.faults().writes().loseAnswers(1);
        side.faults().writes().loseRequest(2);

        assertThat(write(create("k1", "a"))).isInstanceOf(WriteResult.Unknown.class);
        assertThat(write(create("k2", "b"))).isInstanceOf(WriteResult.Unknown.class);
        assertThat(side.contents()).containsExactly(Note.titled("a"));
    }

    @Test
    void letsALateWriteLand() {
        side.faults().writes().delayPastTimeout(1);
        assertThatThrownBy(() -> write(create("k1", "a"))).isInstanceOf(TransientException.class);
        assertThat(side.contents()).isEmpty();

        side.faults().writes().land();
        assertThat(side.contents()).containsExactly(Note.titled("a"));
    }

    @Test
    void answersStaleThoughNothingMoved() {
        String id = side.put(Note.titled("a"));
        side.faults().writes().stale(id, 1);

        assertThat(write(retitle(id, "b"))).isInstanceOf(WriteResult.Stale.class);
        assertThat(write(retitle(id, "b"))).isInstanceOf(WriteResult.Applied.class);
    }

    @Test
    void rejectsAndDefersChosenRecords() {
        side.faults().writes().reject(note -> note.title().equals("bad"), "the title is bad");
        side.faults().writes().defer(note -> note.title().equals("slow"), "busy", Duration.ofSeconds(5), 1);

        assertThat(session.sink()
                        .orElseThrow()
                        .write(WriteRequest.of(
                                List.of(create("k1", "bad"), create("k2", "slow"), create("k3", "good"))))
                        .results())
                .satisfiesExactly(
                        bad -> assertThat(bad).isEqualTo(WriteResult.rejected("the title is bad")),
                        slow -> assertThat(slow).isEqualTo(WriteResult.deferred("busy", Duration.ofSeconds(5))),
                        good -> assertThat(good).isInstanceOf(WriteResult.Applied.class));
        assertThat(write(create("k2", "slow"))).isInstanceOf(WriteResult.Applied.class);
        assertThat(write(create("k1", "bad"))).isInstanceOf(WriteResult.Rejected.class);
    }

    @Test
    void refusesAWholeBatchForOneRecord() {
        side.faults().writes().poison(note -> note.title().equals("bad"));

        assertThatThrownBy(() -> session.sink()
                        .orElseThrow()
                        .write(WriteRequest.of(List.of(create("k1", "good"), create("k2", "bad"))))
                        .results())
                .isInstanceOf(RejectedException.class);
        assertThat(side.contents()).isEmpty();
        assertThat(write(create("k1", "good"))).isInstanceOf(WriteResult.Applied.class);
    }

    @Test
    void storesOtherContentThanItWasGiven() {
        side.faults().writes().rewrite(note -> note.withTitle(note.title().strip()));
        Versioned<Note> stored = stored(write(create("k1", " a ")));

        assertThat(stored.record().title()).isEqualTo("a");
        assertThat(side.contents()).extracting(Note::title).containsExactly("a");
    }

    @Test
    void rewritesAfterItsAnswerUnderANewRevision() {
        side.faults().writes().rewriteAfterAnswer(note -> note.withText("joined"));
        Versioned<Note> answered = stored(write(create("k1", "a")));
        Versioned<Note> now = side.find(answered.id()).orElseThrow();

        assertThat(answered.record().text()).isEmpty();
        assertThat(now.record().text()).isEqualTo("joined");
        assertThat(now.revision()).isNotEqualTo(answered.revision());
    }

    @Test
    void repeatsAPageWithItsOldStates() {
        String id = side.put(Note.titled("a"));
        Cursor cursor = page(null).next();
        side.edit(id, note -> note.withTitle("b"));
        side.faults().reads().repeatPage();

        ChangePage<Note> fresh = page(cursor);
        assertThat(titles(fresh)).containsExactly("b");
        assertThat(fresh.more()).isTrue();
        ChangePage<Note> repeated = page(fresh.next());
        assertThat(titles(repeated)).containsExactly("a");
        assertThat(repeated.more()).isFalse();
    }

    @Test
    void deliversAnEarlierStateLate() {
        String id = side.put(Note.titled("a"));
        Cursor cursor = page(null).next();
        side.edit(id, note -> note.withTitle("b"));
        side.remove(id);
        side.faults().reads().deliverLate(id, 2);

        ChangePage<Note> page = page(cursor);
        assertThat(page.entries()).containsExactly(Entry.removed(id));
        assertThat(titles(page(page.next()))).containsExactly("a");
    }

    @Test
    void expiresACursorOnce() {
        Cursor cursor = page(null).next();
        side.faults().reads().expireCursor();

        assertThatThrownBy(() -> page(cursor)).isInstanceOf(CursorExpiredException.class);
        assertThat(page(cursor).entries()).isEmpty();
    }

    @Test
    void listsNothingAndTellsTheRestAsChanges() {
        side.put(Note.titled("a"));
        side.faults().reads().emptyListing();
        ChangePage<Note> empty = page(null);

        assertThat(empty.entries()).isEmpty();
        assertThat(empty.listing()).isEqualTo(Listing.FULL);
        assertThat(titles(page(empty.next()))).containsExactly("a");
    }

    @Test
    void listsInPart() {
        side.put(Note.titled("a"));
        side.put(Note.titled("b"));
        side.faults().reads().partialListing(1);
        ChangePage<Note> part = page(null);

        assertThat(titles(part)).containsExactly("a");
        assertThat(part.listing()).isEqualTo(Listing.PARTIAL);
        assertThat(titles(page(null))).containsExactly("a", "b");
    }

    @Test
    void hidesFieldsAndTheWholeRole() {
        String id = side.put(Note.titled("a").withText("secret"));
        side.faults().reads().hide(id, Set.of("text"));
        assertThat(side.find(id).orElseThrow().unknown()).containsExactly("text");
        assertThat(side.find(id).orElseThrow().record()).isEqualTo(Note.titled("a"));

        side.faults().reads().loseRole();
        assertThat(side.find(id).orElseThrow().unknown()).containsExactlyInAnyOrder("title", "text", "tags");
        assertThat(side.contents()).containsExactly(Note.titled("a").withText("secret"));
    }

    @Test
    void protectsFields() {
        String id = side.put(Note.titled("a"));
        side.faults().reads().protect(id, Set.of("title"));

        assertThat(write(retitle(id, "b"))).isInstanceOf(WriteResult.Rejected.class);
        assertThat(side.find(id).orElseThrow().readOnly()).containsExactly("title");
    }

    @Test
    void cannotReadARecord() {
        String id = side.put(Note.titled("a"));
        side.faults().reads().unreadable(id, "malformed");

        assertThat(page(null).entries()).containsExactly(Entry.unreadable(id, "malformed"));
        assertThat(session.source().fetch(FetchRequest.of(List.of(id))))
                .containsExactly(Entry.unreadable(id, "malformed"));
    }

    @Test
    void tellsSkewedAndCoarseTimes() {
        clock.set(clock.instant().plusSeconds(42));
        String id = side.put(Note.titled("a"));
        side.faults().reads().skewTimes(Duration.ofHours(1));
        side.faults().reads().coarseTimes(Duration.ofMinutes(1));

        assertThat(side.find(id).orElseThrow().modifiedAt())
                .isEqualTo(clock.instant().plusSeconds(3600 - 42));
    }

    @Test
    void makesNewIdsAtEachListing() {
        side.put(Note.titled("a"));
        List<String> before = ids(page(null));
        side.faults().reads().rotateIds(note -> note.withUid("new"));

        List<String> after = ids(page(null));
        assertThat(after).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(side.contents()).containsExactly(Note.titled("a").withUid("new"));
    }

    @Test
    void givesUnstableRevisions() {
        String id = side.put(Note.titled("a"));
        side.faults().reads().unstableRevisions();

        assertThat(side.find(id).orElseThrow().revision())
                .isNotEqualTo(side.find(id).orElseThrow().revision());
    }

    @Test
    void keepsItsOwnCreatesOutOfTheIndexForAWhile() {
        Cursor cursor = page(null).next();
        side.faults().reads().hideCreatesFor(1);
        String id = stored(write(create("k1", "a"))).id();

        assertThat(page(null).entries()).isEmpty();
        assertThat(session.source().fetch(FetchRequest.of(List.of(id)))).hasOnlyElementsOfType(Entry.Present.class);
        assertThat(titles(page(cursor))).containsExactly("a");
    }

    @Test
    void tellsARestoreItKnowsOf() {
        side.put(Note.titled("a"));
        InMemoryReplica.Backup<Note> backup = side.backup();
        side.put(Note.titled("b"));
        Cursor cursor = page(null).next();
        side.restore(backup);

        assertThat(side.contents()).containsExactly(Note.titled("a"));
        assertThatThrownBy(() -> page(cursor)).isInstanceOf(CursorExpiredException.class);
        assertThat(incarnation(page(null).next())).isNotEqualTo(incarnation(cursor));
    }

    @Test
    void findsOutAboutARestoreFromACursorOfTheFuture() {
        InMemoryReplica.Backup<Note> backup = side.backup();
        side.put(Note.titled("b"));
        Cursor cursor = page(null).next();
        side.restoreUnnoticed(backup);
        String before = incarnation(page(null).next());

        assertThat(before).isEqualTo(incarnation(cursor));
        assertThatThrownBy(() -> page(cursor)).isInstanceOf(CursorExpiredException.class);
        assertThat(incarnation(page(null).next())).isNotEqualTo(before);
    }

    @Test
    void knowsWhatACursorWillTell() {
        String id = side.put(Note.titled("a"));
        assertThat(side.willTell(Cursor.of("garbage"), id)).isTrue();
        Cursor end = requireNonNull(page(null).next());
        assertThat(side.willTell(end, id)).isFalse();
        side.edit(id, note -> note.withTitle("b"));
        assertThat(side.willTell(end, id)).isTrue();
    }

    @Test
    void tellsTheHookOfEveryMoment() {
        List<String> seen = new ArrayList<>();
        side.hook((call, moment) -> seen.add(moment + " " + call));
        session.sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(create("k1", "a"), create("k2", "b"))))
                .results();

        assertThat(seen).containsExactly("BEFORE side.write#1", "WITHIN side.write#1", "AFTER side.write#1");
    }

    @Test
    void failsTheTestThatWritesThoughForbidden() {
        side.faults().writes().forbid();

        assertThatThrownBy(() -> write(create("k1", "a"))).isInstanceOf(AssertionError.class);
    }

    private ChangePage<Note> page(@Nullable Cursor cursor) {
        return session.source()
                .changes(new ChangeRequest(
                        cursor, null, null, 10, clock.instant().plusSeconds(60)));
    }

    private WriteResult<Note> write(Write<Note> write) {
        return session.sink()
                .orElseThrow()
                .write(WriteRequest.of(List.of(write)))
                .results()
                .get(0);
    }

    private static Write<Note> create(String key, String title) {
        return new Write.Create<>(key, Note.titled(title), null, "origin", null);
    }

    private static Write<Note> retitle(String id, String title) {
        return new Write.Update<>(id, null, Note.titled(title), Set.of("title"));
    }

    private static Versioned<Note> stored(WriteResult<Note> result) {
        return requireNonNull(((WriteResult.Applied<Note>) result).stored());
    }

    private static List<String> titles(ChangePage<Note> page) {
        return page.entries().stream()
                .filter(Entry.Present.class::isInstance)
                .map(entry -> ((Entry.Present<Note>) entry).record().record().title())
                .toList();
    }

    private static List<String> ids(ChangePage<Note> page) {
        return page.entries().stream().map(Entry::id).toList();
    }

    private static @Nullable String incarnation(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.incarnation();
    }
}
