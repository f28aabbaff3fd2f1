package io.kalends.sync.store;

import io.kalends.sync.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes parts of a {@link Link}; not for sharing between threads. */
public final class LinkBuilder {

    private final Link from;
    private @Nullable Observation left;
    private @Nullable Observation right;
    private @Nullable Agreement agreement;
    private @Nullable Intent intent;
    private int life;
    private Link.Versions versions;
    private LinkStatus status;
    private @Nullable Instant due;
    private int attempts;
    private @Nullable Problem problem;
    private @Nullable String held;
    private Link.Swings swings;
    private @Nullable Instant syncedAt;

    LinkBuilder(Link from) {
        this.from = from;
        left = from.left();
        right = from.right();
        agreement = from.agreement();
        intent = from.intent();
        life = from.life();
        versions = from.versions();
        status = from.status();
        due = from.due();
        attempts = from.attempts();
        problem = from.problem();
        held = from.held();
        swings = from.swings();
        syncedAt = from.syncedAt();
    }

    public LinkBuilder on(Side side, @Nullable Observation observation) {
        if (side == Side.LEFT) {
            left = observation;
        } else {
            right = observation;
        }
        return this;
    }

    public LinkBuilder agreement(@Nullable Agreement agreement) {
        this.agreement = agreement;
        return this;
    }

    public LinkBuilder intent(@Nullable Intent intent) {
        this.intent = intent;
        return this;
    }

    /** The next life: its creates get a key that was never used. */
    public LinkBuilder nextLife() {
        life++;
        return this;
    }

    public LinkBuilder versions(Link.Versions versions) {
        this.versions = versions;
        return this;
    }

    public LinkBuilder status(LinkStatus status) {
        this.status = status;
        return this;
    }

    public LinkBuilder due(@Nullable Instant due) {
        this.due = due;
        return this;
    }

    public LinkBuilder attempts(int attempts) {
        this.attempts = attempts;
        return this;
    }

    public LinkBuilder problem(@Nullable Problem problem) {
        this.problem = problem;
        return this;
    }

    public LinkBuilder held(@Nullable String approval) {
        this.held = approval;
        return this;
    }

    public LinkBuilder swings(Link.Swings swings) {
        this.swings = swings;
        return this;
    }

    public LinkBuilder syncedAt(@Nullable Instant syncedAt) {
        this.syncedAt = syncedAt;
        return this;
    }

    /** Nothing in the way any more: no failures, no problem, nothing held. */
    public LinkBuilder unburdened() {
        attempts = 0;
        problem = null;
        held = null;
        return this;
    }

    public Link build() {
        return new Link(
                from.id(),
                from.pair(),
                left,
                right,
                agreement,
                intent,
                life,
                versions,
                status,
                due,
                attempts,
                problem,
                held,
                swings,
                syncedAt);
    }
}
