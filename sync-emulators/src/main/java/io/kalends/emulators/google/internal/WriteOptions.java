package io.kalends.emulators.google.internal;

import java.util.Optional;

/**
 * How a write is meant, beside its body.
 *
 * @param actor the address of the account that writes
 * @param trusted whether Google's own pages write, which may set what no client may
 * @param conference whether conference data are written too
 * @param attachments whether attachments are written too
 * @param sendUpdates whom to mail: {@code all}, {@code externalOnly} or {@code none}
 * @param ifMatch the revision that the write is meant for
 */
record WriteOptions(
        String actor,
        boolean trusted,
        boolean conference,
        boolean attachments,
        String sendUpdates,
        Optional<String> ifMatch) {

    /** As a person in Google's own pages. */
    static WriteOptions inPerson(String actor) {
        return new WriteOptions(actor, true, true, true, "none", Optional.empty());
    }

    static WriteOptions of(String actor, ApiCall call) {
        Query query = call.query();
        String sendUpdates = query.first("sendUpdates").orElse(query.flag("sendNotifications") ? "all" : "none");
        if (!sendUpdates.equals("all") && !sendUpdates.equals("externalOnly") && !sendUpdates.equals("none")) {
            throw GoogleError.badParameter("sendUpdates", "Invalid value for parameter sendUpdates.");
        }
        return new WriteOptions(
                actor,
                false,
                query.number("conferenceDataVersion").orElse(0) >= 1,
                query.flag("supportsAttachments"),
                sendUpdates,
                call.header("If-Match"));
    }

    void check(String etag) {
        if (ifMatch.isPresent() && !ifMatch.get().equals("*") && !ifMatch.get().equals(etag)) {
            throw GoogleError.stale();
        }
    }
}
