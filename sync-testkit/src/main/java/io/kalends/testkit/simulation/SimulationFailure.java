package io.kalends.testkit.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A promise that was broken: says which, in which life, and what happened before. */
public final class SimulationFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    SimulationFailure(String life, String broken, List<String> trace, @Nullable Throwable cause) {
        super(life + " breaks a promise: " + broken + "\n  " + String.join("\n  ", trace), cause);
    }
}
