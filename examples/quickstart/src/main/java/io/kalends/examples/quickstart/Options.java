package io.kalends.examples.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * What the quickstart is asked for.
 *
 * @param google whether the other side is a calendar at Google
 * @param client the file of an OAuth client of Google's; {@code null} for the emulator
 * @param calendar a file, a folder or an address; {@code null} for the calendar that comes along
 * @param write whether a file given may be written to; else a copy is
 */
record Options(
        boolean google, @Nullable String client, @Nullable String calendar, boolean write) {

    private static final String USAGE =
            "usage: [file.ics | folder | https://…] [--write], or --provider google [--client client_secret.json]";

    static Options parse(String[] args) {
        String provider = "ics";
        String client = null;
        String calendar = null;
        boolean write = false;
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--write")) {
                write = true;
            } else if (arg.equals("--provider")) {
                provider = i + 1 < args.length ? args[++i] : "";
            } else if (arg.equals("--client")) {
                client = i + 1 < args.length ? args[++i] : "";
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
        if (client != null && !google) {
            throw new IllegalArgumentException("--client goes with --provider google; " + USAGE);
        }
        if (write && calendar == null) {
            throw new IllegalArgumentException("--write needs a file to write to; " + USAGE);
        }
        return new Options(google, client, calendar, write);
    }

    boolean isAddress() {
        return calendar != null && calendar.matches("(?i)(https?|webcals?)://.*");
    }
}
