package io.kalends.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Lets a call wait for its account's turn, and tells the account how it ended. */
record Turns(RefusalTable refusals, Clock clock) implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallContext context = CallContext.of(chain.request());
        AccountLimiter.Turn turn = context.limiter().enter(context.calls(), context.deadline());
        Response response;
        try {
            response = chain.proceed(chain.request());
        } catch (IOException | RuntimeException e) {
            turn.failed();
            throw e;
        }
        if (response.code() < 400) {
            turn.answered();
            return response;
        }
        ApiAnswer answer = Answers.peek(response, clock);
        Meaning meaning = refusals.meaning(answer);
        Duration patience = answer.retryAfter();
        if (meaning.asksForPatience() && patience != null) {
            turn.refused(patience);
        } else if (meaning == Meaning.BROKEN) {
            turn.failed();
        } else {
            turn.answered();
        }
        return response;
    }
}
