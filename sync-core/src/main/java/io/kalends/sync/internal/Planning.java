package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Resolution;
import io.kalends.sync.Side;
import io.kalends.sync.store.Link;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks the planner what becomes of links, and fetches what it needs to know for that. */
final class Planning<R> {

    /** What is fetched may have changed, and then something else may be needed. */
    private static final int MAX_ROUNDS = 4;

    private final RunContext<R> run;
    private final Families<R> families;
    private final Renamed<R> renamed;
    private final Planner<R> planner;
    private final Function<Link, Optional<Resolution<R>>> decided;
    private final Map<String, Decision.Carry<R>> carried = new HashMap<>();

    /**
     * @param decided what somebody decided about a link as it stands
     */
    Planning(
            RunContext<R> run,
            Families<R> families,
            Renamed<R> renamed,
            Function<Link, Optional<Resolution<R>>> decided) {
        this.run = run;
        this.families = families;
        this.renamed = renamed;
        this.planner = new Planner<>(run.rules(), run.prints());
        this.decided = decided;
    }

    /** A link with what was at hand of it, and what was decided on that. */
    record Planned<R>(Link link, Contents<R> contents, Decision<R> decision) {}

    /**
     * Plans links.
     *
     * @param listed the sides whose listing is complete
     * @param toBeCreated links that a dry run would create a record for
     * @param toBeRemoved links whose removal was put off
     * @return what was planned, by link id
     */
    Map<String, Planned<R>> plan(List<Link> links, Set<Side> listed, Set<String> toBeCreated, Set<String> toBeRemoved) {
        Map<String, Situation<R>> situations = families.situations(links, listed, toBeCreated, toBeRemoved);
        Map<String, Link> successors = renamed.successors(links);
        Map<String, Planned<R>> planned = new LinkedHashMap<>();
        List<Link> open = links;
        for (int round = 0; !open.isEmpty() && round < MAX_ROUNDS; round++) {
            Map<Side, Map<String, Link>> missing = new EnumMap<>(Side.class);
            List<Link> again = new ArrayList<>();
            for (Link link : open) {
                Situation<R> situation = requireNonNull(situations.get(link.id()))
                        .chosen(decided.apply(link).orElse(null));
                Planned<R> one = plan(link, situation, Optional.ofNullable(successors.get(link.id())));
                planned.put(link.id(), one);
                if (one.decision() instanceof Decision.Need<R> need) {
                    need.sides()
                            .forEach(side -> missing.computeIfAbsent(side, s -> new LinkedHashMap<>())
                                    .put(link.on(side).orElseThrow().id(), link));
                    again.add(link);
                }
            }
            open = load(again, missing);
        }
        return planned;
    }

    /** Its edits were written to the record that bears its new name: once is enough, however the side rewrites it. */
    void isCarried(Link link, Decision.Carry<R> carry) {
        carried.put(link.id(), carry);
    }

    private Planned<R> plan(Link link, Situation<R> situation, Optional<Link> successor) {
        Decision.Carry<R> done = carried.get(link.id());
        if (done != null && link.isOn(done.to().other())) {
            return new Planned<>(link, contents(link), planner.carried(done));
        }
        if (successor.isEmpty()) {
            Contents<R> contents = contents(link);
            return new Planned<>(link, contents, planner.plan(link, contents, situation));
        }
        Contents<R> contents = joined(link, successor.get());
        return new Planned<>(
                link, contents, planner.renamed(link, goneFrom(link), successor.get(), contents, situation));
    }

    private List<Link> load(List<Link> links, Map<Side, Map<String, Link>> missing) {
        Map<String, Link> current = new LinkedHashMap<>();
        links.forEach(link -> current.put(link.id(), link));
        missing.forEach((side, byRecord) -> {
            Map<String, Link> fresh = new LinkedHashMap<>();
            byRecord.forEach((record, link) -> {
                if (run.cache().get(side, record) == null) {
                    fresh.put(record, requireNonNull(current.get(link.id())));
                }
            });
            run.fetchAndObserve(side, fresh).values().forEach(link -> current.put(link.id(), link));
        });
        return List.copyOf(current.values());
    }

    private static Side goneFrom(Link link) {
        return link.isOn(Side.LEFT) ? Side.RIGHT : Side.LEFT;
    }

    /** The record on the side where it is, and what it became on the other. */
    private Contents<R> joined(Link link, Link successor) {
        Contents<R> own = contents(link);
        Contents<R> its = contents(successor);
        return goneFrom(link) == Side.LEFT
                ? new Contents<>(its.left(), own.right())
                : new Contents<>(own.left(), its.right());
    }

    private Contents<R> contents(Link link) {
        return new Contents<>(
                link.left() == null
                        ? null
                        : run.cache().get(Side.LEFT, link.left().id()),
                link.right() == null
                        ? null
                        : run.cache().get(Side.RIGHT, link.right().id()));
    }
}
