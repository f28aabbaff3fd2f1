package io.kalends.http;

import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * How a provider takes many requests in one call: Google's {@code multipart/mixed}, Graph's {@code $batch}. A provider
 * without batches has a size of 1.
 *
 * @param <Q> a request
 */
public interface BatchFormat<Q> {

    /** How many requests a call takes at most. */
    int size();

    /** What a request asks for, and of what: requests that only look, and have the same name, are sent once. */
    String name(Q request);

    /** How many calls a request counts for in the account's quota. */
    default int calls(Q request) {
        return 1;
    }

    /** One call for these requests, 1 to {@link #size()}. */
    Request call(List<Q> requests);

    /**
     * Takes an answer that is ok apart.
     *
     * @return one answer a request, in their order; {@code null} for one that the answer does not hold
     */
    List<@Nullable ApiAnswer> parts(ApiAnswer answer, List<Q> requests);
}
