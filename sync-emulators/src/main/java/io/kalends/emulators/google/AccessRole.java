package io.kalends.emulators.google;

import java.util.Locale;

/** What an account may do with a calendar, from least to most. */
public enum AccessRole {
    FREE_BUSY_READER("freeBusyReader"),
    READER("reader"),
    /** Writes nothing and sees no details of private events. */
    WRITER_WITHOUT_PRIVATE_ACCESS("writerWithoutPrivateAccess"),
    WRITER("writer"),
    OWNER("owner");

    private final String wireName;

    AccessRole(String wireName) {
        this.wireName = wireName;
    }

    /** The role's name in the API, as {@code "freeBusyReader"}. */
    public String wireName() {
        return wireName;
    }

    /** Whether events may be written with this role. */
    public boolean writes() {
        return this == WRITER || this == OWNER;
    }

    /** The role of this name in the API. */
    public static AccessRole named(String wireName) {
        for (AccessRole role : values()) {
            if (role.wireName.equals(wireName)) {
                return role;
            }
        }
        throw new IllegalArgumentException(String.format(Locale.ROOT, "no access role is called '%s'", wireName));
    }
}
