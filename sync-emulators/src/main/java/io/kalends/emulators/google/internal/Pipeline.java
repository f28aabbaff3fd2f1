package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.RecordedCall;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of a call: its kind, the fault it meets, its answer, its record. Safe for many threads. */
public final class Pipeline {

    private final World world;
    private final Grants grants;
    private final OAuth oauth;
    private final Api api;
    private final FaultPlan faults;
    private final Consumer<RecordedCall> record;

    public Pipeline(World world, Grants grants, OAuth oauth, Api api, FaultPlan faults, Consumer<RecordedCall> record) {
        this.world = world;
        this.grants = grants;
        this.oauth = oauth;
        this.api = api;
        this.faults = faults;
        this.record = record;
    }

    /** Answers a call that came over HTTP. */
    ApiAnswer answer(ApiCall sent) {
        try {
            return answer(Overrides.undo(sent), false);
        } catch (GoogleError refused) {
            return refused.answer();
        }
    }

    /** Answers a part of a batch. */
    ApiAnswer answerPart(ApiCall sent) {
        return answer(Overrides.undo(sent), true);
    }

    private ApiAnswer answer(ApiCall call, boolean part) {
        Optional<Operation.Match> match = match(call);
        String kind = match.map(found -> found.operation().kind()).orElseGet(() -> otherKind(call));
        Optional<Batch> batch = kind.equals("batch") ? Optional.of(new Batch(this, call)) : Optional.empty();
        ApiAnswer answer = meetFault(kind, call, match.orElse(null), batch.orElse(null));
        String account = world.locked(() ->
                call.bearer().flatMap(grants::known).map(Grants.Access::email).orElse(""));
        record.accept(new RecordedCall(
                kind,
                call.method(),
                call.path(),
                call.query().withoutSecrets(),
                account.isEmpty() ? null : account,
                answer.status(),
                batch.map(Batch::size).orElse(0),
                part));
        return answer;
    }

    private ApiAnswer meetFault(String kind, ApiCall call, Operation.@Nullable Match match, @Nullable Batch batch) {
        Optional<FaultPlan.Planned> fault = faults.meet(kind, call.method(), call.path());
        Optional<ApiAnswer> instead = fault.filter(met -> !met.afterCommit()).flatMap(FaultPlan.Planned::apply);
        if (instead.isPresent()) {
            return instead.get();
        }
        ApiAnswer answer = batch != null ? batch.answer() : world.locked(() -> handle(kind, call, match));
        return fault.filter(FaultPlan.Planned::afterCommit)
                .flatMap(FaultPlan.Planned::apply)
                .orElse(answer);
    }

    private ApiAnswer handle(String kind, ApiCall call, Operation.@Nullable Match match) {
        try {
            if (match != null) {
                return api.answer(call, match);
            }
            return switch (kind) {
                case "oauth.authorize" -> oauth.authorize(call);
                case "oauth.token" -> oauth.token(call);
                case "oauth.revoke" -> oauth.revoke(call);
                default -> throw GoogleError.notFound();
            };
        } catch (GoogleError refused) {
            return refused.answer();
        }
    }

    private static Optional<Operation.Match> match(ApiCall call) {
        return call.path().startsWith(Api.BASE)
                ? Operation.of(call.method(), call.path().substring(Api.BASE.length()))
                : Optional.empty();
    }

    private static String otherKind(ApiCall call) {
        return switch (call.method() + " " + call.path()) {
            case "POST " + Batch.PATH -> "batch";
            case "GET " + OAuth.AUTHORIZE -> "oauth.authorize";
            case "POST " + OAuth.TOKEN -> "oauth.token";
            case "POST " + OAuth.REVOKE -> "oauth.revoke";
            default -> "unknown";
        };
    }
}
