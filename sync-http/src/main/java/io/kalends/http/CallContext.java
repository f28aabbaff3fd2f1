package io.kalends.http;

import io.kalends.sync.account.CredentialSource;
import io.kalends.sync.account.Credentials;
import java.time.Instant;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a request travels with, as its tag.
 *
 * @param refused the credentials that were refused already; {@code null} for none
 * @param calls how many calls it counts for
 * @param deadline when the caller stops waiting
 */
record CallContext(
        CredentialSource credentials,
        @Nullable Credentials refused,
        AccountLimiter limiter,
        int calls,
        Instant deadline) {

    /**
     * What a request was authorized with, as a tag of what was sent.
     *
     * @param renewed whether they were renewed for it
     */
    record Used(Credentials credentials, boolean renewed) {}

    static CallContext of(Request request) {
        CallContext context = request.tag(CallContext.class);
        if (context == null) {
            throw new IllegalStateException("the request was not made by an ApiClient");
        }
        return context;
    }

    CallContext until(Instant when) {
        return new CallContext(credentials, refused, limiter, calls, when);
    }

    CallContext counting(int many) {
        return new CallContext(credentials, refused, limiter, many, deadline);
    }

    CallContext after(@Nullable Credentials refusal) {
        return new CallContext(credentials, refusal, limiter, calls, deadline);
    }
}
