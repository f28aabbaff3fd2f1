package io.kalends.testkit.simulation;

import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook;
import io.kalends.testkit.FaultyStore;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A process that stands still for a while in the midst of a run, and then goes on as if nothing had happened: meanwhile its
 * lease was taken over.
 */
final class Frozen implements CallHook {

    private final int place;
    private final Predicate<String> careful;
    private final Consumer<String> meanwhile;
    private int passed;
    private boolean leased;
    private boolean done;

    /**
     * Freezes at a place, or as soon as it has the lease.
     *
     * @param place its number, from 1
     * @param careful whether a side, by its id, refuses a write that another has made meanwhile: if not, one that lands long after
     *     its deadline does harm that nobody can prevent, and the process freezes a little later
     * @param meanwhile what happens until it goes on; is told where it froze
     */
    Frozen(int place, Predicate<String> careful, Consumer<String> meanwhile) {
        this.place = place;
        this.careful = careful;
        this.meanwhile = meanwhile;
    }

    @Override
    public void at(Call call, Moment moment) {
        passed++;
        if (call.target().equals(FaultyStore.TARGET) && moment == Moment.AFTER) {
            leased = call.operation().equals("acquire")
                    || (leased && !call.operation().equals("release"));
        }
        boolean harmful = call.operation().equals(Call.WRITE) && moment != Moment.AFTER && !careful.test(call.target());
        if (passed >= place && leased && !done && !harmful) {
            done = true;
            meanwhile.accept(moment + " " + call);
        }
    }
}
