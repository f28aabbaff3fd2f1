package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** An answer that is an error, with Google's status, reason and words. */
public final class GoogleError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String GLOBAL = "global";
    private static final String CALENDAR = "calendar";
    private static final String USAGE = "usageLimits";

    private final int status;
    private final String domain;
    private final String reason;
    private final @Nullable String locationType;
    private final @Nullable String location;

    private GoogleError(
            int status,
            String domain,
            String reason,
            String message,
            @Nullable String locationType,
            @Nullable String location) {
        super(message, null, false, false);
        this.status = status;
        this.domain = domain;
        this.reason = reason;
        this.locationType = locationType;
        this.location = location;
    }

    private static GoogleError of(int status, String domain, String reason, String message) {
        return new GoogleError(status, domain, reason, message, null, null);
    }

    private GoogleError at(String type, String name) {
        return new GoogleError(status, domain, reason, words(), type, name);
    }

    static GoogleError parse() {
        return of(400, GLOBAL, "parseError", "Parse Error");
    }

    static GoogleError invalid(String message) {
        return of(400, GLOBAL, "invalid", message);
    }

    static GoogleError required(String message) {
        return of(400, GLOBAL, "required", message);
    }

    static GoogleError badParameter(String name, String message) {
        return of(400, GLOBAL, "invalidParameter", message).at("parameter", name);
    }

    /** A sync or page token that never was one. */
    static GoogleError noToken(String parameter, String message) {
        return invalid(message).at("parameter", parameter);
    }

    /** A parameter that a sync token does not go with; the reason is not documented. */
    static GoogleError notWithSyncToken(String name) {
        return of(400, GLOBAL, "badRequest", "The parameter " + name + " cannot be combined with syncToken.")
                .at("parameter", name);
    }

    static GoogleError calendarRule(int status, String reason, String message) {
        return of(status, CALENDAR, reason, message);
    }

    static GoogleError emptyRange() {
        return of(400, CALENDAR, "timeRangeEmpty", "The specified time range is empty.");
    }

    static GoogleError emptyWindow() {
        return emptyRange().at("parameter", "timeMax");
    }

    static GoogleError unauthorized() {
        return of(401, GLOBAL, "authError", "Invalid Credentials").at("header", "Authorization");
    }

    static GoogleError insufficientScope() {
        return of(403, GLOBAL, "insufficientPermissions", "Insufficient Permission");
    }

    static GoogleError forbidden() {
        return of(403, GLOBAL, "forbidden", "Forbidden");
    }

    static GoogleError needsWriter() {
        return of(403, CALENDAR, "requiredAccessLevel", "You need to have writer access to this calendar.");
    }

    static GoogleError notOrganizer() {
        return of(
                403,
                CALENDAR,
                "forbiddenForNonOrganizer",
                "Shared properties can only be changed by the organizer of the event.");
    }

    static GoogleError rateLimit(int status) {
        return of(status, USAGE, "rateLimitExceeded", "Rate Limit Exceeded");
    }

    static GoogleError userRateLimit() {
        return of(403, USAGE, "userRateLimitExceeded", "User Rate Limit Exceeded");
    }

    static GoogleError quota() {
        return of(403, USAGE, "quotaExceeded", "Calendar usage limits exceeded.");
    }

    static GoogleError notFound() {
        return of(404, GLOBAL, "notFound", "Not Found");
    }

    static GoogleError duplicate() {
        return of(409, GLOBAL, "duplicate", "The requested identifier already exists.");
    }

    static GoogleError conflict() {
        return of(409, GLOBAL, "conflict", "Conflict");
    }

    static GoogleError gone() {
        return of(410, GLOBAL, "deleted", "Resource has been deleted");
    }

    static GoogleError fullSync() {
        return of(410, CALENDAR, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")
                .at("parameter", "syncToken");
    }

    static GoogleError tooLongAgo() {
        return of(
                        410,
                        CALENDAR,
                        "updatedMinTooLongAgo",
                        "The requested minimum modification time lies too far in the past.")
                .at("parameter", "updatedMin");
    }

    static GoogleError stale() {
        return of(412, GLOBAL, "conditionNotMet", "Precondition Failed").at("header", "If-Match");
    }

    static GoogleError backend(int status) {
        return of(status, GLOBAL, "backendError", "Backend Error");
    }

    /** Any error of the documented shape. */
    public static GoogleError custom(int status, String domain, String reason, String message) {
        return of(status, domain, reason, message);
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    private String words() {
        String message = getMessage();
        return message == null ? reason : message;
    }

    ApiAnswer answer() {
        ObjectNode error = Json.object();
        ObjectNode first = error.putArray("errors")
                .addObject()
                .put("domain", domain)
                .put("reason", reason)
                .put("message", words());
        if (locationType != null) {
            first.put("locationType", locationType).put("location", location);
        }
        error.put("code", status).put("message", words());
        if (status == 401) {
            error.put("status", "UNAUTHENTICATED");
        }
        if (reason.equals("insufficientPermissions")) {
            error.put("message", "Request had insufficient authentication scopes.");
            error.put("status", "PERMISSION_DENIED");
            error.putArray("details")
                    .addObject()
                    .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                    .put("reason", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
                    .put("domain", "googleapis.com");
        }
        ObjectNode body = Json.object();
        body.set("error", error);
        return ApiAnswer.json(status, body);
    }
}
