package io.kalends.testkit.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.Cursor;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Entry;
import io.kalends.sync.Write;
import io.kalends.sync.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From a cursor on, nothing that happened is left out, and a bad one is refused. */
abstract class ReplicaCursorRules<R> extends ReplicaRules<R> {

    @Test
    @DisplayName("R18: after a listing nothing has changed")
    void tellsNothingNew() {
        harness.put(sample(0));
        List<ChangePage<R>> pages = pages(history(), PAGE);

        assertThat(last(pages).more()).isFalse();
        assertThat(entries(pages).values())
                .allSatisfy(entry -> assertThat(entry).as("nothing was removed").isNotInstanceOf(Entry.Removed.class));
    }

    @Test
    @DisplayName("R19: what was added, edited and removed since the cursor is told")
    void tellsWhatHappened() {
        String stays = harness.put(sample(0));
        String goes = harness.put(sample(1));
        Cursor cursor = history();
        nextRun();

        String comes = harness.put(sample(2));
        R edited = harness.edited(sample(0), 1);
        harness.replace(stays, edited);
        harness.remove(goes);

        List<ChangePage<R>> pages = pages(cursor, PAGE);
        Map<String, Entry<R>> told = entries(pages);
        assertThat(present(told)).containsKeys(stays, comes).doesNotContainKey(goes);
        assertThat(seen(shown(present(told), stays).record())).isEqualTo(seenThere(edited));
        if (last(pages).listing() == Listing.DELTA) {
            assertThat(told.get(goes)).as("the removed record").isInstanceOf(Entry.Removed.class);
        }
    }

    @Test
    @DisplayName("R20: a cursor can be gone on from again, as after a crash")
    void tellsTwice() {
        Cursor cursor = history();
        String id = harness.put(sample(0));

        assertThat(entries(pages(cursor, PAGE))).containsKey(id);
        nextRun();
        assertThat(entries(pages(cursor, PAGE))).containsKey(id);
    }

    @Test
    @DisplayName("R21: changes come in pages no larger than asked for, and go on in another session")
    void pagesThroughChanges() {
        Cursor cursor = history();
        List<String> put = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            put.add(harness.put(sample(n)));
        }
        List<ChangePage<R>> pages = new ArrayList<>();
        boolean more = true;
        while (more) {
            ChangePage<R> page = session.source().changes(request(cursor, 2));
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(2);
            pages.add(page);
            more = page.more();
            cursor = page.next();
            nextRun();
        }

        assertThat(entries(pages)).containsKeys(put.toArray(new String[0]));
    }

    @Test
    @DisplayName("R22: after the changes were read they are not told again")
    void movesOn() {
        Cursor cursor = history();
        harness.put(sample(0));
        Cursor after = last(pages(cursor, PAGE)).next();
        assumeTrue(after != null, "this source keeps no history: every run lists in full");

        assertThat(pages(after, PAGE)).allSatisfy(page -> {
            if (page.listing() == Listing.DELTA) {
                assertThat(page.entries()).isEmpty();
            }
        });
    }

    @Test
    @DisplayName("R23: what changes while a listing is under way is shown by it or told after it")
    void missesNothingWhileListing() {
        for (int n = 0; n < 4; n++) {
            harness.put(sample(n));
        }
        ChangePage<R> first = session.source().changes(request(null, 2));
        assumeTrue(first.more(), "this source lists everything in one page");
        String listedAlready = first.entries().get(0).id();
        R edited = harness.edited(
                ((Entry.Present<R>) first.entries().get(0)).record().record(), 7);
        harness.replace(listedAlready, edited);
        String comes = harness.put(sample(9));

        List<ChangePage<R>> all = new ArrayList<>(List.of(first));
        all.addAll(pages(first.next(), 2));
        Cursor next = last(all).next();
        nextRun();
        all.addAll(pages(next, PAGE));

        Map<String, Entry<R>> told = entries(all);
        assertThat(told).containsKey(comes);
        assertThat(seen(shown(present(told), listedAlready).record())).isEqualTo(seenThere(edited));
    }

    @Test
    @DisplayName("R24: a cursor that this source never gave is refused as expired, never answered by an empty page")
    void refusesGarbage() {
        harness.put(sample(0));

        for (String garbage : List.of("garbage", "", "delta:999999999:0", "{\"token\":1}", "\u0000")) {
            assertThatThrownBy(() -> page(Cursor.of(garbage)))
                    .as("cursor '%s'", garbage)
                    .isInstanceOf(CursorExpiredException.class);
        }
    }

    @Test
    @DisplayName("R25: an expired cursor is refused as such, and a new listing shows everything")
    void refusesExpiredCursors() {
        ReplicaBreaker breaker = breaker();
        String stays = harness.put(sample(0));
        String goes = harness.put(sample(1));
        Cursor cursor = history();
        harness.remove(goes);
        breaker.expireCursors();
        nextRun();

        assertThatThrownBy(() -> page(cursor)).isInstanceOf(CursorExpiredException.class);
        assertThat(listed()).containsOnlyKeys(stays);
    }

    @Test
    @DisplayName("R26: the incarnation stays the same while nothing was restored")
    void keepsItsIncarnation() {
        Cursor first = history();
        harness.put(sample(0));
        nextRun();
        Cursor second = last(pages(first, PAGE)).next();
        assumeTrue(second != null, "this source keeps no history: every run lists in full");

        assertThat(second.incarnation()).isEqualTo(first.incarnation());
    }

    @Test
    @DisplayName("R27: a source without history gives no cursor at the end, and lists in full each time")
    void listsInFullWithoutHistory() {
        String id = harness.put(sample(0));
        Cursor end = last(pages(null, PAGE)).next();
        assumeTrue(end == null, "this source keeps a history");
        nextRun();

        assertThat(listed()).containsOnlyKeys(id);
    }

    @Test
    @DisplayName("R71: a record that the side itself made and somebody removed again is told as gone")
    void tellsThatACreateWasTakenBack() {
        sink();
        harness.put(sample(1));
        Told<R> made = write(history(), create("k1", sample(0)));
        String id = applied(made.result()).id();
        nextRun();
        harness.remove(id);

        isToldAsGone(id, pages(made.readsOn(), PAGE));
    }

    @Test
    @DisplayName("R72: a record that the side itself updated and somebody put back is told with its former content")
    void tellsThatAnUpdateWasTakenBack() {
        sink();
        String id = harness.put(sample(0));
        Cursor cursor = history();
        Told<R> made = write(cursor, update(fetched(id), harness.edited(sample(0), 1)));
        applied(made.result());
        nextRun();
        harness.replace(id, sample(0));

        Map<String, Entry<R>> told = entries(pages(made.readsOn(), PAGE));
        assertThat(seen(shown(present(told), id).record())).isEqualTo(seenThere(sample(0)));
    }

    @Test
    @DisplayName(
            "R73: a collection that is put back as it was before the side's own writes tells all of them as undone")
    void tellsThatABackupWasPutBack() {
        sink();
        harness.put(sample(3));
        String goes = harness.put(sample(1));
        String id = harness.put(sample(0));
        Cursor cursor = history();
        Runnable backup = harness.backup().orElse(null);
        assumeTrue(backup != null, "nobody can put this collection back");
        Told<R> updated = write(cursor, update(fetched(id), harness.edited(sample(0), 1)));
        applied(updated.result());
        Told<R> deleted =
                write(updated.readsOn(), new Write.Delete<>(goes, fetched(goes).revision()));
        assertThat(deleted.result()).isEqualTo(WriteResult.deleted());
        Told<R> made = write(deleted.readsOn(), create("k1", sample(2)));
        nextRun();
        requireNonNull(backup).run();

        List<ChangePage<R>> pages = pages(made.readsOn(), PAGE);
        assertThat(seen(shown(present(entries(pages)), id).record())).isEqualTo(seenThere(sample(0)));
        assertThat(present(entries(pages))).containsKey(goes);
        isToldAsGone(applied(made.result()).id(), pages);
    }

    private void isToldAsGone(String id, List<ChangePage<R>> pages) {
        Map<String, Entry<R>> told = entries(pages);
        assertThat(present(told)).doesNotContainKey(id);
        switch (last(pages).listing()) {
            case DELTA -> assertThat(told.get(id)).as("what was taken back").isInstanceOf(Entry.Removed.class);
            case FULL, SNAPSHOT -> assertThat(told).doesNotContainKey(id);
            case PARTIAL ->
                throw new AssertionError("a listing that leaves something out tells of nothing that is gone");
        }
    }

    /** The cursor at the end of a listing; aborts the test where there is none. */
    private Cursor history() {
        Cursor end = last(pages(null, PAGE)).next();
        assumeTrue(end != null, "this source keeps no history: every run lists in full");
        return requireNonNull(end);
    }
}
