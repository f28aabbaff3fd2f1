package io.kalends.testkit.lives;

import io.kalends.testkit.lives.BrokenPromise.Kind;
import java.util.ArrayList;
import java.util.List;

/** No record is stuck. */
record NothingStuck(Peace peace) {

    void check() {
        List<String> stuck = unexplained(peace.stage().stuck());
        BrokenPromise.unless(Kind.NOTHING_STUCK, stuck.isEmpty(), stuck::toString);
    }

    /**
     * What no person could wonder at: an occurrence at a date that its series does not have cannot be everywhere; and what was
     * deleted before the store was lost may have been deleted, or not.
     */
    private List<String> unexplained(List<String> stuck) {
        List<String> left = new ArrayList<>(stuck);
        if (peace.isAnyOffSchedule() && peace.stage().sides.stream().anyMatch(side -> !side.holdsOffSchedule())) {
            // In a ring it is refused where it is to be, and was dropped where it was made before that pair saw it.
            left.removeIf(line -> line.contains("no occurrence at that start")
                    || line.contains("bring it back")
                    || line.contains("it is the copy of a record that is gone"));
        }
        if (peace.astray().isAnyParked()) {
            left.removeIf(line -> line.contains("it is the copy of a record that is gone")
                    || line.contains("has one record for two")
                    || line.contains("the record it belongs to is not on"));
        }
        return left;
    }
}
