package io.kalends.sync;

/**
 * What happens to records that stand on both sides before they were ever synced and that differ. Fields that are equal are
 * adopted, and a field that is empty on one side takes the other's value, whatever the rule. Where the pair's
 * {@linkplain ConflictPolicy#perField() policy} gives a field a side, that side wins, unless nothing is to be overwritten.
 */
public enum FirstSync {
    /** The left side's value wins. */
    PREFER_LEFT,
    /** The right side's value wins. */
    PREFER_RIGHT,
    /** The value of the side that was modified last wins; where neither says when, the left one. */
    PREFER_NEWEST,
    /** Existing records are not overwritten: both keep what they have, until one of them is edited. */
    KEEP_BOTH_AS_THEY_ARE
}
