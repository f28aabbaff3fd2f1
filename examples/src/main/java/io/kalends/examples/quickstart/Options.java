package io.kalends.examples.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * What the quickstart is asked for.
 *
 * @param calendar a file, a folder or an address; {@code null} for the calendar that comes along
 * @param write whether a file given may be written to; else a copy is
 */
record Options(@Nullable String calendar, boolean write) {

    private static final String USAGE = "usage: [file.ics | folder | https://…] [--write]";

    static Options parse(String[] args) {
        String calendar = null;
        boolean write = false;
        for (String arg : args) {
            if (arg.equals("--write")) {
                write = true;
            } else if (arg.startsWith("-")) {
                throw new IllegalArgumentException("there is no option '" + arg + "'; " + USAGE);
            } else if (calendar != null) {
                throw new IllegalArgumentException("one calendar at a time; " + USAGE);
            } else if (!arg.isBlank()) {
                calendar = arg;
            }
        }
        if (write && calendar == null) {
            throw new IllegalArgumentException("--write needs a file to write to; " + USAGE);
        }
        return new Options(calendar, write);
    }

    boolean isAddress() {
        return calendar != null && calendar.matches("(?i)(https?|webcals?)://.*");
    }
}
