package io.kalends.examples.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * What the quickstart is asked for.
 *
 * @param google whether the other side is a Google calendar, played by the emulator
 * @param calendar a file, a folder or an address; {@code null} for the calendar that comes along
 * @param write whether a file given may be written to; else a copy is
 */
record Options(boolean google, @Nullable String calendar, boolean write) {

    private static final String USAGE = "usage: [file.ics | folder | https://…] [--write] | --provider google";

    static Options parse(String[] args) {
        String provider = "ics";
        String calendar = null;
        boolean write = false;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--write")) {
                write = true;
            } else if (arg.equals("--provider")) {
                provider = i + 1 < args.length ? args[++i] : "";
            } else if (arg.startsWith("-")) {
                throw new IllegalArgumentException("there is no option '" + arg + "'; " + USAGE);
            } else if (calendar != null) {
                throw new IllegalArgumentException("one calendar at a time; " + USAGE);
            } else if (!arg.isBlank()) {
                calendar = arg;
            }
        }
        if (!provider.equals("ics") && !provider.equals("google")) {
            throw new IllegalArgumentException("--provider is ics or google, not '" + provider + "'; " + USAGE);
        }
        boolean google = provider.equals("google");
        if (google && (calendar != null || write)) {
            throw new IllegalArgumentException("--provider google brings its own calendar along; " + USAGE);
        }
        if (write && calendar == null) {
            throw new IllegalArgumentException("--write needs a file to write to; " + USAGE);
        }
        return new Options(google, calendar, write);
    }

    boolean isAddress() {
        return calendar != null && calendar.matches("(?i)(https?|webcals?)://.*");
    }
}
