package io.kalends.sync.store;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.Place;
import io.kalends.sync.Side;
import io.kalends.sync.SyncException;
import io.kalends.sync.record.FieldStates;
import java.nio.BufferUnderflowException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a {@link Link} into a few hundred bytes and back, for stores that keep rows: everything but its own id and its
 * pair's. A store that looks links up by more than these keeps what it searches by beside the bytes, as an index.
 *
 * <p>The bytes are a version (major, minor) and tagged parts of known length. A reader passes over parts, and ends of
 * parts, that it does not know, so that nodes of an older minor version read what newer ones wrote; another major version
 * is refused. What equals something written before (a settled link's agreement, a side that holds the very values of the
 * other) is not written again.
 *
 * <p>Safe for many threads, if its {@link FieldNames} are.
 */
public final class LinkCodec {

    private static final int MAJOR = 1;
    private static final int MINOR = 0;

    private static final String UPGRADE = "upgrade this node to the version of the one that wrote it";

    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int AGREEMENT = 3;
    private static final int INTENT = 4;
    private static final int STANDING = 5;
    private static final int PROBLEM = 6;

    /** A constant's place in its list is what is written: add at the end, never reorder. */
    private static final List<Presence> PRESENCES =
            List.of(Presence.PRESENT, Presence.ABSENT, Presence.DELETED, Presence.OUT_OF_SCOPE);

    private static final List<LinkStatus> STATUSES = List.of(
            LinkStatus.SYNCED,
            LinkStatus.PENDING,
            LinkStatus.HELD,
            LinkStatus.CONFLICT,
            LinkStatus.FAILED,
            LinkStatus.LOCAL_ONLY,
            LinkStatus.DELETED);

    private static final List<Intent.Kind> KINDS = List.of(Intent.Kind.CREATE, Intent.Kind.UPDATE, Intent.Kind.DELETE);

    /**
     * Keeps each list of field names once, in place of once a link. A store has a handful: one a record type and version.
     */
    public interface FieldNames {

        /** Keeps a list under a number that is made of it; called again and again for the same one. */
        void keep(long id, List<String> names);

        /**
         * The list kept under this number.
         *
         * @throws SyncException if there is none
         */
        List<String> find(long id);
    }

    private final FieldStatesCodec states;

    public LinkCodec(FieldNames names) {
        states = new FieldStatesCodec(requireNonNull(names, "names"));
    }

    /** Everything of the link but its id and its pair. */
    public byte[] encode(Link link) {
        CompactOutput out = new CompactOutput();
        out.byteOf(MAJOR);
        out.byteOf(MINOR);
        if (link.left() != null) {
            part(out, LEFT, observation(link.left(), null));
        }
        if (link.right() != null) {
            part(out, RIGHT, observation(link.right(), link.left()));
        }
        if (link.agreement() != null) {
            part(out, AGREEMENT, agreement(link.agreement(), link));
        }
        if (link.intent() != null) {
            part(out, INTENT, intent(link.intent(), link));
        }
        part(out, STANDING, standing(link, observedAt(link.left())));
        if (link.problem() != null) {
            CompactOutput problem = new CompactOutput();
            problem.text(link.problem().what());
            problem.text(link.problem().action());
            problem.time(link.problem().since(), Instant.EPOCH);
            part(out, PROBLEM, problem);
        }
        return out.toBytes();
    }

    /**
     * The link that these bytes were made of.
     *
     * @throws SyncException if they are damaged or of a newer major version
     */
    public Link decode(String id, String pair, byte[] body) {
        try {
            return read(id, pair, new CompactInput(body));
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
            boolean newer = body.length > 1 && body[1] > MINOR;
            throw newer
                    ? unreadable(id, "it holds something that a newer version of this library wrote", UPGRADE, e)
                    : unreadable(id, "its stored form is damaged", "restore a backup, or forget the pair", e);
        }
    }

    private Link read(String id, String pair, CompactInput in) {
        int major = in.byteOf();
        if (major != MAJOR) {
            throw unreadable(
                    id,
                    "its stored form has version " + major + ", this library reads version " + MAJOR,
                    UPGRADE,
                    null);
        }
        in.byteOf(); // the minor version adds parts, which are passed over
        Observation left = null;
        Observation right = null;
        Agreement agreement = null;
        Intent intent = null;
        CompactInput standing = null;
        Problem problem = null;
        while (in.more()) {
            int tag = in.byteOf();
            CompactInput part = in.block();
            switch (tag) {
                case LEFT -> left = observation(part, null);
                case RIGHT -> right = observation(part, left);
                case AGREEMENT -> agreement = agreement(part, left, right);
                case INTENT -> intent = intent(part, left, right);
                case STANDING -> standing = part;
                case PROBLEM -> problem = new Problem(part.text(), part.text(), part.time(Instant.EPOCH));
                default -> {
                    // A newer minor version's.
                }
            }
        }
        if (standing == null) {
            throw new IllegalArgumentException("the part that says where the link stands is missing");
        }
        return link(id, pair, left, right, agreement, intent, problem, standing);
    }

    private static void part(CompactOutput out, int tag, CompactOutput part) {
        out.byteOf(tag);
        out.block(part.toBytes());
    }

    private CompactOutput observation(Observation seen, @Nullable Observation reference) {
        boolean sameOrigin = reference != null && reference.origin().equals(seen.origin());
        boolean ownOrigin = !sameOrigin && seen.origin().endsWith(seen.id());
        boolean sameIdentity = reference != null && reference.identity() == seen.identity();
        boolean sameContent = reference != null && reference.content() == seen.content();
        CompactOutput out = new CompactOutput();
        out.byteOf(flags(
                seen.modifiedAt() != null, sameOrigin, sameIdentity, sameContent, ownOrigin, seen.replaced() != 0));
        out.byteOf(PRESENCES.indexOf(seen.presence()));
        out.text(seen.id());
        out.textOrNull(seen.revision());
        out.time(seen.observedAt(), observedAt(reference));
        if (seen.modifiedAt() != null) {
            out.time(seen.modifiedAt(), seen.observedAt());
        }
        out.textOrNull(seen.parent());
        if (ownOrigin) {
            // The usual mark: the replica's id and the record's.
            out.text(seen.origin()
                    .substring(0, seen.origin().length() - seen.id().length()));
        } else if (!sameOrigin) {
            out.text(seen.origin());
        }
        if (!sameIdentity) {
            out.fixed(seen.identity());
        }
        if (!sameContent) {
            out.fixed(seen.content());
        }
        if (seen.replaced() != 0) {
            out.fixed(seen.replaced());
        }
        states.write(out, seen.fields(), fields(reference));
        states.writeNames(out, seen.readOnly(), seen.fields());
        return out;
    }

    private Observation observation(CompactInput in, @Nullable Observation reference) {
        int flags = in.byteOf();
        Presence presence = constant(PRESENCES, in.byteOf());
        String id = in.text();
        String revision = in.textOrNull();
        Instant observedAt = in.time(observedAt(reference));
        Instant modifiedAt = has(flags, 0) ? in.time(observedAt) : null;
        String parent = in.textOrNull();
        String origin = has(flags, 1) ? existing(reference).origin() : in.text() + (has(flags, 4) ? id : "");
        long identity = has(flags, 2) ? existing(reference).identity() : in.fixed();
        long content = has(flags, 3) ? existing(reference).content() : in.fixed();
        long replaced = has(flags, 5) ? in.fixed() : 0;
        FieldStates fields = states.read(in, fields(reference));
        return new Observation(
                id,
                presence,
                revision,
                modifiedAt,
                observedAt,
                parent,
                origin,
                identity,
                content,
                fields,
                states.readNames(in, fields),
                replaced);
    }

    private CompactOutput agreement(Agreement agreement, Link link) {
        FieldStates left = fields(link.left());
        FieldStates right = fields(link.right());
        CompactOutput out = new CompactOutput();
        out.byteOf(flags(agreement.leftThere(), agreement.rightThere()));
        states.write(out, agreement.left(), left);
        states.write(out, agreement.right(), right);
        FieldStates over = widest(left, right);
        states.writeNames(out, agreement.narrowedLeft(), over);
        states.writeNames(out, agreement.narrowedRight(), over);
        states.writeNames(out, agreement.apart(), over);
        return out;
    }

    private Agreement agreement(CompactInput in, @Nullable Observation left, @Nullable Observation right) {
        int flags = in.byteOf();
        FieldStates leftHalf = states.read(in, fields(left));
        FieldStates rightHalf = states.read(in, fields(right));
        FieldStates over = widest(fields(left), fields(right));
        Set<String> narrowedLeft = states.readNames(in, over);
        Set<String> narrowedRight = states.readNames(in, over);
        return new Agreement(
                leftHalf,
                rightHalf,
                has(flags, 0),
                has(flags, 1),
                narrowedLeft,
                narrowedRight,
                states.readNames(in, over));
    }

    private CompactOutput intent(Intent intent, Link link) {
        FieldStates other = fields(link.on(intent.side().other()).orElse(null));
        CompactOutput out = new CompactOutput();
        out.byteOf(flags(intent.side() == Side.RIGHT, !intent.merged().isEmpty()));
        out.byteOf(KINDS.indexOf(intent.kind()));
        out.text(intent.key());
        out.time(intent.deadline(), Instant.EPOCH);
        out.textOrNull(intent.id());
        out.textOrNull(intent.revision());
        states.write(out, intent.sent(), other);
        states.write(out, intent.plannedOn(), other);
        states.writeNames(out, intent.fields(), intent.sent());
        if (!intent.merged().isEmpty()) {
            states.writeNames(out, intent.merged(), intent.sent());
        }
        return out;
    }

    private Intent intent(CompactInput in, @Nullable Observation left, @Nullable Observation right) {
        int flags = in.byteOf();
        Side side = has(flags, 0) ? Side.RIGHT : Side.LEFT;
        Intent.Kind kind = constant(KINDS, in.byteOf());
        String key = in.text();
        Instant deadline = in.time(Instant.EPOCH);
        String id = in.textOrNull();
        String revision = in.textOrNull();
        FieldStates other = fields(side == Side.LEFT ? right : left);
        FieldStates sent = states.read(in, other);
        FieldStates plannedOn = states.read(in, other);
        return new Intent(
                side,
                kind,
                key,
                deadline,
                id,
                revision,
                states.readNames(in, sent),
                has(flags, 1) ? states.readNames(in, sent) : Set.of(),
                sent,
                plannedOn);
    }

    private static CompactOutput standing(Link link, Instant base) {
        boolean versions = !link.versions().equals(Link.Versions.NONE);
        boolean swings = !link.swings().equals(Link.Swings.NONE);
        CompactOutput out = new CompactOutput();
        out.byteOf(flags(link.due() != null, link.syncedAt() != null, versions, swings));
        out.byteOf(STATUSES.indexOf(link.status()));
        out.number(link.life());
        out.number(link.attempts());
        out.textOrNull(link.held());
        if (link.due() != null) {
            out.time(link.due(), base);
        }
        if (link.syncedAt() != null) {
            out.time(link.syncedAt(), base);
        }
        if (versions) {
            out.fixed(link.versions().rules());
            out.fixed(link.versions().mapping());
        }
        if (swings) {
            out.number(link.swings().count());
            out.fixed(link.swings().last());
            out.fixed(link.swings().before());
        }
        return out;
    }

    private static Link link(
            String id,
            String pair,
            @Nullable Observation left,
            @Nullable Observation right,
            @Nullable Agreement agreement,
            @Nullable Intent intent,
            @Nullable Problem problem,
            CompactInput in) {
        int flags = in.byteOf();
        LinkStatus status = constant(STATUSES, in.byteOf());
        int life = in.count();
        int attempts = in.count();
        String held = in.textOrNull();
        Instant due = has(flags, 0) ? in.time(observedAt(left)) : null;
        Instant syncedAt = has(flags, 1) ? in.time(observedAt(left)) : null;
        Link.Versions versions = has(flags, 2) ? new Link.Versions(in.fixed(), in.fixed()) : Link.Versions.NONE;
        Link.Swings swings = has(flags, 3) ? new Link.Swings(in.count(), in.fixed(), in.fixed()) : Link.Swings.NONE;
        return new Link(
                id, pair, left, right, agreement, intent, life, versions, status, due, attempts, problem, held, swings,
                syncedAt);
    }

    private static FieldStates fields(@Nullable Observation observation) {
        return observation == null ? FieldStates.none() : observation.fields();
    }

    private static Instant observedAt(@Nullable Observation observation) {
        return observation == null ? Instant.EPOCH : observation.observedAt();
    }

    private static FieldStates widest(FieldStates left, FieldStates right) {
        return left.names().size() >= right.names().size() ? left : right;
    }

    private static int flags(boolean... set) {
        int flags = 0;
        for (int i = 0; i < set.length; i++) {
            flags |= set[i] ? 1 << i : 0;
        }
        return flags;
    }

    private static boolean has(int flags, int bit) {
        return (flags >> bit & 1) != 0;
    }

    private static <E> E constant(List<E> constants, int code) {
        if (code >= constants.size()) {
            throw new IllegalArgumentException("the constant " + code + " is not known to this version");
        }
        return constants.get(code);
    }

    private static Observation existing(@Nullable Observation reference) {
        if (reference == null) {
            throw new IllegalArgumentException("a part refers to one that is missing");
        }
        return reference;
    }

    private static SyncException unreadable(String id, String what, String action, @Nullable Exception cause) {
        return new SyncException(new Place("store", "link " + id), what, action, cause);
    }
}
