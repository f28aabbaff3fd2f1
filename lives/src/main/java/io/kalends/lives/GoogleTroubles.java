package io.kalends.lives;

import io.kalends.emulators.google.CallPattern;
import io.kalends.emulators.google.GoogleCalendarEmulator;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.testkit.lives.Pen;
import java.time.Duration;
import java.util.List;

/** What goes wrong with calls to Google. */
final class GoogleTroubles {

    private static final List<String> KINDS =
            List.of("events.insert", "events.patch", "events.delete", "events.get", "events.list");

    private GoogleTroubles() {}

    static String arrange(GoogleCalendarEmulator google, Pen pen) {
        int nth = 1 + pen.below(3);
        String kind = pen.any(KINDS);
        CallPattern where = CallPattern.of(kind).nth(nth);
        String call = nth + ". " + kind;
        return switch (pen.below(10)) {
            case 0 -> inject(google, "500 at " + call, GoogleFault.serverError(), where);
            case 1 -> inject(google, "500 after " + call, GoogleFault.serverErrorAfterCommit(), where);
            case 2 -> inject(google, "dropped at " + call, GoogleFault.dropped(), where);
            case 3 -> inject(google, "dropped after " + call, GoogleFault.droppedAfterCommit(), where);
            case 4 -> inject(google, "429 at " + call, GoogleFault.tooManyRequests(Duration.ofSeconds(30)), where);
            case 5 -> inject(google, "503 twice at " + call, GoogleFault.status(503), where.times(2));
            case 6 ->
                inject(
                        google,
                        "412 at " + nth + ". events.patch",
                        GoogleFault.error(412, "global", "conditionNotMet", "Precondition Failed"),
                        CallPattern.of("events.patch").nth(nth));
            case 7 -> {
                google.expireSyncTokens();
                yield "sync tokens expire";
            }
            case 8 -> {
                google.listings().pageLimit(2);
                google.listings().repeatedRows(true);
                yield "short pages that repeat";
            }
            default -> inject(google, "403 rate at " + call, GoogleFault.rateLimitExceeded(), where);
        };
    }

    private static String inject(GoogleCalendarEmulator google, String what, GoogleFault fault, CallPattern where) {
        google.faults().inject(fault, where);
        return what;
    }
}
