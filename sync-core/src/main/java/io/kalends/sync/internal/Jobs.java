package io.kalends.sync.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Side;
import io.kalends.sync.Write;
import io.kalends.sync.record.FieldStates;
import io.kalends.sync.record.Fingerprints;
import io.kalends.sync.store.Link;
import io.kalends.sync.store.Observation;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the writes that decisions come to. */
record Jobs<R>(Rules<R> rules, Fingerprints prints) {

    /** @param holes the children that come with the record and only take something out of it */
    Job<R> create(Link planned, Decision.Create<R> create, List<R> holes, Contents<R> contents, String why) {
        Link link = create.formerId() == null
                ? planned
                : bornAgain(planned, create.to().other());
        Observation source = link.on(create.to().other()).orElseThrow();
        // The key names this try for good; a create after a deletion is another life with another key.
        Write.Create<R> write = new Write.Create<>(
                rules.keyOf(create.to().other(), source.id(), link.life()),
                create.record(),
                create.parent(),
                source.origin(),
                create.formerId(),
                holes);
        return new Job<>(
                link,
                create.to(),
                write,
                Set.of(),
                Set.of(),
                sent(create.record()),
                source.fields(),
                contents,
                Set.of(),
                why);
    }

    /** What was deleted elsewhere and comes back from here bears the mark of here: nobody takes it for a copy of what is gone. */
    private Link bornAgain(Link link, Side from) {
        Observation source = link.on(from).orElseThrow();
        return link.change()
                .on(from, source.withOrigin(rules.originOf(from, source.id())))
                .build();
    }

    Job<R> removal(Link link, Decision.Remove<R> remove, Contents<R> contents) {
        Observation target = link.on(remove.from()).orElseThrow();
        return new Job<>(
                link,
                remove.from(),
                new Write.Delete<>(target.id(), target.revision()),
                Set.of(),
                Set.of(),
                FieldStates.none(),
                FieldStates.none(),
                contents,
                remove.keepVersion() ? Set.of(remove.from()) : Set.of(),
                remove.why());
    }

    Job<R> update(Link link, Side to, Decision.Merge<R> merge, Contents<R> contents) {
        Observation target = link.on(to).orElseThrow();
        R record = requireNonNull(merge.records().get(to));
        Set<String> fields = merge.writesTo(to);
        // What goes to both sides agrees with the second write, the left one: before it only one side holds it.
        Set<String> settles = new HashSet<>(fields);
        if (to == Side.RIGHT) {
            settles.removeAll(merge.writesTo(Side.LEFT));
        }
        boolean loses = merge.losers().containsKey(to);
        Set<Side> losers = EnumSet.noneOf(Side.class);
        if (loses) {
            losers.add(to);
        }
        if (to == Side.RIGHT && !settles.containsAll(fields)) {
            // The left version is part of what is written here: it is kept already now.
            losers.addAll(merge.losers().keySet());
        } else if (to == Side.LEFT && !merge.writesTo(Side.RIGHT).isEmpty()) {
            losers.removeIf(side -> fields.stream().anyMatch(merge.writesTo(Side.RIGHT)::contains));
        }
        return new Job<>(
                link,
                to,
                new Write.Update<>(target.id(), target.revision(), record, fields),
                fields,
                settles,
                sent(record),
                link.on(to.other()).orElseThrow().fields(),
                contents,
                losers,
                loses ? "overruled" : "changed on the " + to.other().label() + " side");
    }

    /** Writes edits made under a former name to the record that bears the new one. */
    Job<R> carry(Decision.Carry<R> carry, Contents<R> contents) {
        Side to = carry.to();
        Observation target = carry.successor().on(to).orElseThrow();
        R record = requireNonNull(carry.merge().records().get(to));
        Set<String> fields = carry.merge().writesTo(to);
        return new Job<>(
                carry.successor(),
                to,
                new Write.Update<>(target.id(), target.revision(), record, fields),
                fields,
                Set.of(),
                sent(record),
                FieldStates.none(),
                contents,
                carry.merge().losers().containsKey(to) ? Set.of(to) : Set.of(),
                "changed on the " + to.other().label() + " side under its former name");
    }

    private FieldStates sent(R record) {
        return prints.of(rules.type(), record, Set.of());
    }
}
