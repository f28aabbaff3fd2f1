package io.kalends.emulators.google;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault meets. The calls that match are counted from the moment at which the fault is injected.
 *
 * @param kind the method's name in Google's documentation, as {@code events.insert}, {@code batch} or
 *     {@code oauth.token}; null for any
 * @param method the HTTP method that is meant, whatever overrides it; null for any
 * @param path the path, in which {@code *} stands for anything; null for any
 * @param skip how many matching calls go through first
 * @param times how many of the calls that follow are met
 */
public record CallPattern(
        @Nullable String kind,
        @Nullable String method,
        @Nullable String path,
        int skip,
        int times) {

    /** Refuses numbers that match nothing. */
    public CallPattern {
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("a pattern skips at least 0 calls and meets at least 1");
        }
    }

    /** The next call, whichever it is. */
    public static CallPattern any() {
        return new CallPattern(null, null, null, 0, 1);
    }

    /** The next call of a kind, as {@code events.insert}; alone or as a part of a batch. */
    public static CallPattern of(String kind) {
        return new CallPattern(requireNonNull(kind, "kind"), null, null, 0, 1);
    }

    /** Only calls with this HTTP method. */
    public CallPattern withMethod(String method) {
        return new CallPattern(kind, requireNonNull(method, "method"), path, skip, times);
    }

    /** Only calls with this path, in which {@code *} stands for anything. */
    public CallPattern withPath(String path) {
        return new CallPattern(kind, method, requireNonNull(path, "path"), skip, times);
    }

    /** The n-th call that matches, the first being 1. */
    public CallPattern nth(int n) {
        return new CallPattern(kind, method, path, n - 1, times);
    }

    /** So many calls in a row. */
    public CallPattern times(int times) {
        return new CallPattern(kind, method, path, skip, times);
    }

    /** All calls that match from then on. */
    public CallPattern always() {
        return times(Integer.MAX_VALUE);
    }

    /** Whether a call is of this pattern, its number left out. */
    public boolean matches(String callKind, String callMethod, String callPath) {
        return (kind == null || kind.equals(callKind))
                && (method == null || method.equals(callMethod))
                && (path == null || Pattern.matches(Pattern.quote(path).replace("*", "\\E.*\\Q"), callPath));
    }
}
