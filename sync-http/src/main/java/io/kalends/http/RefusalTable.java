package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.AuthorizationException;
import io.kalends.sync.CursorExpiredException;
import io.kalends.sync.Place;
import io.kalends.sync.RateLimitedException;
import io.kalends.sync.RejectedException;
import io.kalends.sync.SyncException;
import io.kalends.sync.TransientException;
import io.kalends.sync.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a provider's refusals mean: one table from status and code, for whole calls, for the parts of a batch and for single
 * writes. A provider lists its rows; exception and write result follow from the meaning here, for all providers alike.
 *
 * @param server the server's name for people, {@code "Google"}
 * @param rows the first that fits counts, so the row with {@link #ANY} stands last of its status
 * @param otherwise what to do, for people, about a refusal that has no row
 * @param quotaPause how long to wait for a quota where the server does not say
 * @param reader reads why an answer is a refusal
 */
public record RefusalTable(
        String server, List<Row> rows, String otherwise, Duration quotaPause, Function<ApiAnswer, Refusal> reader) {

    /** Any code that has no row of its own, none included. */
    public static final String ANY = "*";

    private static final Row NO_ANSWER = new Row(0, ANY, Meaning.BROKEN, "it is tried again later");

    public RefusalTable {
        requireNonNull(server, "server");
        rows = List.copyOf(rows);
        requireNonNull(otherwise, "otherwise");
        requireNonNull(quotaPause, "quotaPause");
        requireNonNull(reader, "reader");
    }

    /**
     * One line of the table.
     *
     * @param status the HTTP status
     * @param code the server's word, or {@link #ANY}
     * @param action what to do, for people
     */
    public record Row(int status, String code, Meaning meaning, String action) {}

    /** Why an answer that is not {@linkplain ApiAnswer#isOk() ok} is a refusal. */
    public Refusal refusal(ApiAnswer answer) {
        return reader.apply(answer);
    }

    /** The row for a refusal. A status that has none is a refusal from 400 to 499, else a failure on the way. */
    public Row row(Refusal refusal) {
        return rows.stream()
                .filter(row -> row.status() == refusal.status())
                .filter(row -> row.code().equals(ANY) || row.code().equals(refusal.code()))
                .findFirst()
                .orElse(
                        refusal.status() >= 400 && refusal.status() < 500
                                ? new Row(0, ANY, Meaning.REFUSED, otherwise)
                                : NO_ANSWER);
    }

    public Meaning meaning(ApiAnswer answer) {
        return row(refusal(answer)).meaning();
    }

    /**
     * A call that failed as a whole.
     *
     * @param doing what was asked for, "listing the events"
     */
    public SyncException exception(Place place, String doing, ApiAnswer answer) {
        Refusal refusal = refusal(answer);
        Row row = row(refusal);
        String what = doing + " failed (" + refusal.words() + ")";
        return switch (row.meaning()) {
            case CREDENTIALS, SCOPE -> new AuthorizationException(place, what, row.action());
            case RATE -> new RateLimitedException(place, what, row.action(), refusal.retryAfter());
            case QUOTA -> new RateLimitedException(place, what, row.action(), pause(refusal));
            case EXPIRED -> new CursorExpiredException(place, what, row.action());
            case BROKEN, CLASH -> new TransientException(place, what, row.action());
            case REFUSED, FORBIDDEN, MISSING, DELETED, DUPLICATE, CHANGED ->
                new RejectedException(place, what, row.action());
        };
    }

    /** What came of one write that the server did not make, where the refusal alone tells. */
    public <R> WriteResult<R> result(ApiAnswer answer) {
        Refusal refusal = refusal(answer);
        Row row = row(refusal);
        String refuses = server + " refuses it (" + refusal.words() + ") → " + row.action();
        String putsOff = server + " puts it off (" + refusal.words() + ")";
        return switch (row.meaning()) {
            case REFUSED, FORBIDDEN, DUPLICATE, EXPIRED -> WriteResult.rejected(refuses);
            case CREDENTIALS, SCOPE, CLASH, RATE -> WriteResult.deferred(putsOff, refusal.retryAfter());
            case QUOTA -> WriteResult.deferred(putsOff, pause(refusal));
            case MISSING, DELETED -> WriteResult.gone();
            case CHANGED -> WriteResult.stale();
            case BROKEN -> WriteResult.unknown(server + " failed (" + refusal.words() + ")");
        };
    }

    private Duration pause(Refusal refusal) {
        return Objects.requireNonNullElse(refusal.retryAfter(), quotaPause);
    }
}
