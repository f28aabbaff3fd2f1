package io.kalends.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.Cursor;
import io.kalends.sync.Entry;
import io.kalends.sync.TransientException;
import io.kalends.sync.Versioned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A listing from the start shows everything, in pages, the same each time. */
abstract class ReplicaListingRules<R> extends ReplicaRules<R> {

    private static final int FEW = 5;

    @Test
    @DisplayName("R7: an empty collection is one page without an entry, and says that nothing is left out")
    void listsNothing() {
        ChangePage<R> page = page(null);

        assertThat(page.entries()).isEmpty();
        assertThat(page.more()).isFalse();
        assertThat(page.listing()).isIn(Listing.FULL, Listing.SNAPSHOT);
    }

    @Test
    @DisplayName("R8: every record is listed, under its id, with what it holds")
    void listsEverything() {
        Map<String, R> put = putFew();
        Map<String, Versioned<R>> listed = listed();

        assertThat(listed).containsOnlyKeys(put.keySet());
        put.forEach((id, record) -> assertThat(seen(shown(listed, id).record()))
                .as("fields of %s", id)
                .isEqualTo(seenThere(record)));
    }

    @Test
    @DisplayName("R9: a page holds no more than was asked for, and all pages together hold everything")
    void honoursThePageSize() {
        Map<String, R> put = putFew();
        List<ChangePage<R>> pages = pages(null, 2);

        assertThat(pages).allSatisfy(page -> assertThat(page.entries()).hasSizeLessThanOrEqualTo(2));
        assertThat(entries(pages)).containsOnlyKeys(put.keySet());
    }

    @Test
    @DisplayName("R10: a listing goes on at the stored cursor, in another session")
    void resumes() {
        Map<String, R> put = putFew();
        List<ChangePage<R>> pages = new ArrayList<>();
        Cursor cursor = null;
        do {
            ChangePage<R> page = session.source().changes(request(cursor, 2));
            pages.add(page);
            cursor = page.more() ? page.next() : null;
            nextRun();
        } while (cursor != null);

        assertThat(entries(pages)).containsOnlyKeys(put.keySet());
    }

    @Test
    @DisplayName("R11: the last page of a listing from the start says that it was one")
    void saysThatItIsAListing() {
        putFew();

        assertThat(last(pages(null, 2)).listing()).isNotEqualTo(Listing.DELTA);
    }

    @Test
    @DisplayName("R12: what did not change is listed the same again: id, fields and revision")
    void listsTheSameAgain() {
        putFew();
        Map<String, Versioned<R>> first = listed();
        nextRun();
        Map<String, Versioned<R>> second = listed();

        assertThat(second).containsOnlyKeys(first.keySet());
        first.forEach((id, before) -> {
            Versioned<R> after = shown(second, id);
            assertThat(seen(after.record())).as("fields of %s", id).isEqualTo(seen(before.record()));
            assertThat(after.revision()).as("revision of %s", id).isEqualTo(before.revision());
            assertThat(after.unknown()).as("unknown fields of %s", id).isEqualTo(before.unknown());
        });
    }

    @Test
    @DisplayName("R13: a record that was edited keeps its id and shows the edit, under a new revision if it has any")
    void showsEdits() {
        String id = harness.put(sample(0));
        String revision = shown(listed(), id).revision();
        R edited = harness.edited(sample(0), 1);
        harness.replace(id, edited);

        Map<String, Versioned<R>> listed = listed();
        assertThat(listed).containsOnlyKeys(id);
        assertThat(seen(shown(listed, id).record())).isEqualTo(seenThere(edited));
        if (revision != null) {
            assertThat(shown(listed, id).revision()).isNotNull().isNotEqualTo(revision);
        }
    }

    @Test
    @DisplayName("R14: a record that was removed is listed no more")
    void leavesOutTheRemoved() {
        Map<String, R> put = putFew();
        String removed = put.keySet().iterator().next();
        harness.remove(removed);

        assertThat(listed()).doesNotContainKey(removed).hasSize(put.size() - 1);
    }

    @Test
    @DisplayName("R15: a deadline that has passed fails as transient or is met, and is never answered by a short page")
    void neverAnswersShortForADeadline() {
        Map<String, R> put = putFew();
        ChangeRequest late = new ChangeRequest(
                null, null, null, PAGE, harness.clock().instant().minusSeconds(1));
        try {
            assertThat(session.source().changes(late).entries()).hasSize(put.size());
        } catch (TransientException expected) {
            assertThat(expected.action()).isNotBlank();
        }
    }

    @Test
    @DisplayName("R16: a window may leave out what lies outside, and the listing may not say otherwise by a fetch")
    void keepsWhatLiesOutsideAWindow() {
        Map<String, R> put = putFew();
        var now = harness.clock().instant();
        ChangeRequest narrow = new ChangeRequest(null, now, now.plusSeconds(1), PAGE, now.plusSeconds(60));
        var shown = entries(List.of(session.source().changes(narrow)));

        for (String id : put.keySet()) {
            if (!shown.containsKey(id)) {
                assertThat(look(id)).as("%s outside the window", id).isInstanceOf(Entry.Present.class);
            }
        }
    }

    @Test
    @DisplayName("R17: a child names its parent by the parent's id")
    void namesParents() {
        R parent = sample(0);
        assumeTrue(harness.childOf(parent).isPresent(), "records of this kind have no parents");
        String parentId = harness.put(parent);
        String childId = harness.put(harness.childOf(parent).orElseThrow());

        Map<String, Versioned<R>> listed = listed();
        assertThat(shown(listed, childId).parent()).isEqualTo(parentId);
        assertThat(shown(listed, parentId).parent()).isNull();
    }

    private Map<String, R> putFew() {
        Map<String, R> put = new HashMap<>();
        for (int n = 0; n < FEW; n++) {
            put.put(harness.put(sample(n)), sample(n));
        }
        assertThat(put).as("ids of different records").hasSize(FEW);
        return put;
    }
}
