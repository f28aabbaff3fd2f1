package io.kalends.sync;

/** What a run does, or would do, about a record. */
public enum Action {
    /** Puts it on a side. */
    CREATE("create"),
    /** Changes fields of it on a side. */
    UPDATE("update"),
    /** Removes it from a side. */
    DELETE("delete"),
    /** Finds that it stands on both sides already. */
    LINK("link"),
    /** Both sides changed the same thing: decided by the policy, the losing version kept. */
    OVERRULE("overrule"),
    /** Both sides changed the same thing: parked until somebody decides. */
    CONFLICT("conflict"),
    /** Leaves a difference as it is, because the rules or a side do not let it travel. */
    LEAVE("leave"),
    /** Holds a removal for approval. */
    HOLD("hold"),
    /** Tries again later. */
    WAIT("wait"),
    /** Gives up until the record changes or a retry is asked for. */
    FAIL("fail"),
    /** Meets another collection than before on a side: nothing is deleted for it, everything is planned by the first-sync rule. */
    BEGIN_ANEW("begin anew"),
    /** Finds that a side was restored or made anew: everything is compared again, and nothing is deleted for what it lacks. */
    RESTORED("find restored"),
    /** Could not read it; left as it is. */
    UNREADABLE("unreadable");

    private final String label;

    Action(String label) {
        this.label = label;
    }

    /** The verb, in lower case. */
    public String label() {
        return label;
    }
}
