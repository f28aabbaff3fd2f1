package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What an emulator may be told before it starts. Without a word: the system's clock, the seed 1, no quota, and one OAuth
 * client.
 */
public final class GoogleEmulatorBuilder {

    static final String DEFAULT_CLIENT = "kalends-test.apps.googleusercontent.com";

    private Clock clock = Clock.systemUTC();
    private long seed = 1;
    private GoogleQuota quota = GoogleQuota.none();
    private final Map<String, String> clients = new LinkedHashMap<>();
    private Duration syncTokenLife = Duration.ofDays(28);
    private boolean rotatesRefreshTokens;
    private boolean fullCancelledRows;
    private boolean exceptionsOfDeletedSeries;
    private UnscheduledExceptions unscheduledExceptions = UnscheduledExceptions.CANCELLED;
    private boolean refusesUnscheduledRevivals;
    private ResetOccurrences resetOccurrences = ResetOccurrences.KEPT;
    private UnaryOperator<ObjectNode> rewriting = UnaryOperator.identity();

    GoogleEmulatorBuilder() {}

    /** The clock by which tokens and channels end, quotas are counted, and events are dated. */
    public GoogleEmulatorBuilder clock(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        return this;
    }

    /** From which ids and tokens are drawn: the same seed and the same calls give the same ids. */
    public GoogleEmulatorBuilder random(long seed) {
        this.seed = seed;
        return this;
    }

    /** How many calls a minute are answered. */
    public GoogleEmulatorBuilder quota(GoogleQuota quota) {
        this.quota = requireNonNull(quota, "quota");
        return this;
    }

    /** A further OAuth client; the first one given takes the place of the default one. */
    public GoogleEmulatorBuilder client(String id, String secret) {
        clients.put(requireNonNull(id, "id"), requireNonNull(secret, "secret"));
        return this;
    }

    /** How long a sync token is good; 28 days unless given. Google names no figure. */
    public GoogleEmulatorBuilder syncTokenLife(Duration life) {
        if (life.isNegative() || life.isZero()) {
            throw new IllegalArgumentException("a sync token's life is longer than nothing, not " + life);
        }
        this.syncTokenLife = life;
        return this;
    }

    /** Each refresh gives a new refresh token and makes the old one void. Google does not do so; others do. */
    public GoogleEmulatorBuilder rotateRefreshTokens() {
        this.rotatesRefreshTokens = true;
        return this;
    }

    /** Cancelled rows of a list carry all their fields, as some do; otherwise no more than is promised. */
    public GoogleEmulatorBuilder fullCancelledRows() {
        this.fullCancelledRows = true;
        return this;
    }

    /** Exceptions of a deleted series are told as rows of their own; otherwise they just go with it. */
    public GoogleEmulatorBuilder exceptionsOfDeletedSeries() {
        this.exceptionsOfDeletedSeries = true;
        return this;
    }

    /** What becomes of exceptions that a new schedule of their series has no place for; they are cancelled unless given. */
    public GoogleEmulatorBuilder unscheduledExceptions(UnscheduledExceptions become) {
        this.unscheduledExceptions = requireNonNull(become, "become");
        return this;
    }

    /** Who brings back a cancelled exception that its series has no place for is told 400; otherwise it comes back. */
    public GoogleEmulatorBuilder refuseUnscheduledRevivals() {
        this.refusesUnscheduledRevivals = true;
        return this;
    }

    /** What becomes of exceptions that are as their series makes them again; they are kept unless given. */
    public GoogleEmulatorBuilder resetOccurrences(ResetOccurrences become) {
        this.resetOccurrences = requireNonNull(become, "become");
        return this;
    }

    /**
     * Rewrites what clients write before it is kept and answered, as servers do with markup or reminders. Edits in Google's
     * own pages are left as they are.
     *
     * @param change given an event with all its fields, which it may change; gives what is kept
     */
    public GoogleEmulatorBuilder rewriting(UnaryOperator<ObjectNode> change) {
        this.rewriting = requireNonNull(change, "change");
        return this;
    }

    /** Starts the emulator on a free port of this machine. */
    public GoogleCalendarEmulator start() {
        return new GoogleCalendarEmulator(this);
    }

    Clock clock() {
        return clock;
    }

    long seed() {
        return seed;
    }

    GoogleQuota quota() {
        return quota;
    }

    Map<String, String> clients() {
        return clients.isEmpty() ? Map.of(DEFAULT_CLIENT, "kalends-test-secret") : Map.copyOf(clients);
    }

    String firstClient() {
        return clients.isEmpty() ? DEFAULT_CLIENT : clients.keySet().iterator().next();
    }

    Duration syncTokenLife() {
        return syncTokenLife;
    }

    boolean rotatesRefreshTokens() {
        return rotatesRefreshTokens;
    }

    UnaryOperator<ObjectNode> rewrites() {
        return rewriting;
    }

    boolean tellsFullCancelledRows() {
        return fullCancelledRows;
    }

    boolean tellsExceptionsOfDeletedSeries() {
        return exceptionsOfDeletedSeries;
    }

    UnscheduledExceptions becomesOfUnscheduledExceptions() {
        return unscheduledExceptions;
    }

    ResetOccurrences becomesOfResetOccurrences() {
        return resetOccurrences;
    }

    boolean refusesUnscheduledRevivals() {
        return refusesUnscheduledRevivals;
    }
}
