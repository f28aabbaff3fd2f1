package io.kalends.http;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends many requests in few calls. What an answer does not hold is {@linkplain ApiAnswer#lost() lost}; parts whose
 * credentials alone were refused are sent once more.
 *
 * @param <Q> a request
 */
public final class BatchedCalls<Q> {

    private final ApiClient client;
    private final Place place;
    private final BatchFormat<Q> format;

    public BatchedCalls(ApiClient client, Place place, BatchFormat<Q> format) {
        this.client = requireNonNull(client, "client");
        this.place = requireNonNull(place, "place");
        this.format = requireNonNull(format, "format");
    }

    BatchFormat<Q> format() {
        return format;
    }

    /**
     * Sends these requests in as many calls as it takes.
     *
     * @return one answer a request, in their order
     * @throws SyncException if a call failed as a whole
     */
    public List<ApiAnswer> sendAll(List<Q> requests) {
        List<ApiAnswer> answers = new ArrayList<>(requests.size());
        for (int at = 0; at < requests.size(); at += format.size()) {
            answers.addAll(send(requests.subList(at, Math.min(requests.size(), at + format.size()))));
        }
        return answers;
    }

    /**
     * Sends these requests, as many as a call takes, in one call.
     *
     * @return one answer a request, in their order
     * @throws NoTimeLeftException if the call was not begun, or refused and not begun again
     * @throws SyncException if the call failed as a whole
     */
    public List<ApiAnswer> send(List<Q> requests) {
        if (requests.isEmpty() || requests.size() > format.size()) {
            throw new IllegalArgumentException(
                    "a batch holds 1 to " + format.size() + " requests, not " + requests.size());
        }
        ApiClient.Exchange sent = exchange(requests, null);
        List<ApiAnswer> answers = new ArrayList<>(parts(sent.answer(), requests));
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (isRefused(answers.get(i), Meaning.CREDENTIALS)) {
                refused.add(i);
            }
        }
        if (!refused.isEmpty() && sent.fresh()) {
            List<ApiAnswer> second =
                    again(refused.stream().map(requests::get).toList(), sent, refused.size() == answers.size());
            for (int i = 0; i < refused.size(); i++) {
                answers.set(refused.get(i), second.get(i));
            }
        }
        if (answers.stream().allMatch(this::isRefusedToAll)) {
            throw client.refusals().exception(place, "the call", answers.get(0));
        }
        return answers;
    }

    private ApiClient.Exchange exchange(List<Q> requests, ApiClient.@Nullable Exchange refused) {
        return client.counting(requests.stream().mapToInt(format::calls).sum())
                .exchange(place, format.call(requests), refused);
    }

    private List<ApiAnswer> parts(ApiAnswer outer, List<Q> requests) {
        if (!outer.isOk()) {
            throw client.refusals().exception(place, "the call", outer);
        }
        return format.parts(outer, requests).stream()
                .map(answer -> answer == null ? ApiAnswer.lost() : answer)
                .toList();
    }

    private boolean isRefused(ApiAnswer answer, Meaning meaning) {
        return answer.status() > 0 && !answer.isOk() && client.refusals().meaning(answer) == meaning;
    }

    /** A refusal that has nothing to do with the part itself: where each part has one, it is the call's. */
    private boolean isRefusedToAll(ApiAnswer answer) {
        return answer.status() > 0
                && !answer.isOk()
                && client.refusals().meaning(answer).isOfTheAccount();
    }

    /** The other parts were answered, and their answers count: a failure now is that of these parts alone. */
    private List<ApiAnswer> again(List<Q> requests, ApiClient.Exchange refused, boolean all) {
        try {
            return parts(exchange(requests, refused).answer(), requests);
        } catch (SyncException e) {
            if (all) {
                throw e;
            }
            // Refused parts did nothing; of a second call nobody knows.
            ApiAnswer none = e instanceof NoTimeLeftException ? ApiAnswer.unsent() : ApiAnswer.lost();
            return Collections.nCopies(requests.size(), none);
        }
    }
}
