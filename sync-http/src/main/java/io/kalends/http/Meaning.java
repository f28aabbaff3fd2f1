package io.kalends.http;

/** What a server's refusal means to a sync, whatever its status and words are. */
public enum Meaning {
    /** Not sent rightly; the same will be refused again. */
    REFUSED,
    /** The credentials are not (or no longer) good. */
    CREDENTIALS,
    /** The user did not grant what this needs. */
    SCOPE,
    /** Too many calls in a short time. */
    RATE,
    /** Too much written in a long time. */
    QUOTA,
    /** The account may not do this here. */
    FORBIDDEN,
    /** Not there, or not shown to this account. */
    MISSING,
    /** The id is taken, perhaps by what was deleted. */
    DUPLICATE,
    /** Another write was under way at the same moment. */
    CLASH,
    /** The cursor is too old. */
    EXPIRED,
    /** It was there and was deleted. */
    DELETED,
    /** It is at another revision. */
    CHANGED,
    /** The server failed, and may have done it all the same. */
    BROKEN;

    /** Whether it has nothing to do with what was asked: the account is refused, whatever it asks. */
    public boolean isOfTheAccount() {
        return this == CREDENTIALS || this == SCOPE || this == RATE || this == QUOTA;
    }

    /** Whether the server asks for patience. */
    public boolean asksForPatience() {
        return this == RATE || this == QUOTA;
    }
}
