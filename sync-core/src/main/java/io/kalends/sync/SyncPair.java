package io.kalends.sync;

import static java.util.Objects.requireNonNull;

import io.kalends.sync.record.Field;
import io.kalends.sync.record.RecordType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Two sides that are kept in sync, and the rules for it. Immutable: changing a rule means building the pair again under
 * the same id, and the next run applies it to what is linked already.
 *
 * @param <R> the record both sides hold
 */
public final class SyncPair<R> {

    private final String id;
    private final Replica<R> left;
    private final Replica<R> right;
    private final Direction direction;
    private final Map<String, Direction> flows;
    private final @Nullable FirstSync firstSync;
    private final SyncWindow window;
    private final @Nullable Predicate<R> filter;
    private final String filterName;
    private final Projection<R> toLeft;
    private final Projection<R> toRight;
    private final String transformName;
    private final ConflictPolicy<R> policy;
    private final @Nullable Matcher<R> matcher;
    private final DeletionGuard guard;
    private final RetryPolicy retry;
    private final RunBudget budget;
    private final @Nullable String parentsIn;
    private final int batchSize;
    private final int pageSize;

    private SyncPair(Builder<R> builder, String id) {
        this.id = id;
        left = builder.left;
        right = builder.right;
        direction = builder.direction == null ? Direction.TWO_WAY : builder.direction;
        flows = Map.copyOf(builder.flows);
        firstSync = builder.firstSync;
        window = builder.window == null ? SyncWindow.unlimited() : builder.window;
        filter = builder.filter;
        filterName = builder.filterName;
        toLeft = builder.toLeft == null ? Projection.identity() : builder.toLeft;
        toRight = builder.toRight == null ? Projection.identity() : builder.toRight;
        transformName = builder.transformName;
        policy = builder.policy == null ? ConflictPolicy.lastWriteWins() : builder.policy;
        matcher = builder.matcher;
        guard = builder.guard == null ? DeletionGuard.DEFAULT : builder.guard;
        retry = builder.retry == null ? RetryPolicy.DEFAULT : builder.retry;
        budget = builder.budget == null ? RunBudget.unlimited() : builder.budget;
        parentsIn = builder.parentsIn;
        batchSize = builder.batchSize;
        pageSize = builder.pageSize;
    }

    /**
     * Begins a pair.
     *
     * @param left the host's side, where one of them is
     * @param right the other side
     */
    public static <R> Builder<R> between(Replica<R> left, Replica<R> right) {
        return new Builder<>(left, right);
    }

    /** The pair's name in the store. */
    public String id() {
        return id;
    }

    public Replica<R> left() {
        return left;
    }

    public Replica<R> right() {
        return right;
    }

    public Replica<R> on(Side side) {
        return side == Side.LEFT ? left : right;
    }

    public RecordType<R> type() {
        return left.type();
    }

    public Direction direction() {
        return direction;
    }

    /** Which way a field's changes travel: the pair's way unless the field has its own. */
    public Direction flow(String field) {
        return flows.getOrDefault(field, direction);
    }

    /** The fields with a way of their own. */
    public Map<String, Direction> flows() {
        return flows;
    }

    /** What happens to records that stood on both sides before, where the policy does not say it. */
    public FirstSync firstSync() {
        return firstSync == null ? FirstSync.PREFER_NEWEST : firstSync;
    }

    /**
     * The side that wins a field where two records meet that were never synced, by the policy's own rules; empty where the
     * {@linkplain #firstSync() first-sync rule} decides.
     */
    public Optional<Side> winnerAtFirst(String field) {
        if (firstSync == FirstSync.KEEP_BOTH_AS_THEY_ARE) {
            return Optional.empty();
        }
        boolean hasSide = policy instanceof PerFieldPolicy<R> perField
                && perField.fields().contains(field);
        return hasSide || firstSync == null ? policy.winnerOf(field) : Optional.empty();
    }

    public SyncWindow window() {
        return window;
    }

    public Optional<Predicate<R>> filter() {
        return Optional.ofNullable(filter);
    }

    /** What becomes of a record on its way to this side, before the side's own {@link Replica#projection()}. */
    public Projection<R> transformTo(Side side) {
        return side == Side.LEFT ? toLeft : toRight;
    }

    public ConflictPolicy<R> policy() {
        return policy;
    }

    public Optional<Matcher<R>> matcher() {
        return Optional.ofNullable(matcher);
    }

    public DeletionGuard guard() {
        return guard;
    }

    public RetryPolicy retry() {
        return retry;
    }

    public RunBudget budget() {
        return budget;
    }

    /** The pair whose records those of this one belong to; empty where they belong to records of their own pair. */
    public Optional<String> parentsIn() {
        return Optional.ofNullable(parentsIn);
    }

    /** How many writes go into one call at most; the side may take fewer. */
    public int batchSize() {
        return batchSize;
    }

    /** How many records a page should hold. */
    public int pageSize() {
        return pageSize;
    }

    /** The rules that decide what the sides should hold, as text: another text means that settled links are planned again. */
    public String ruleText() {
        return direction + "|" + new TreeMap<>(flows) + "|" + filterName + "|" + transformName;
    }

    @Override
    public String toString() {
        return "SyncPair[" + id + ": " + left.id() + " " + direction + " " + right.id() + "]";
    }

    /**
     * Sets a pair up. Setting an option twice fails.
     *
     * @param <R> the record both sides hold
     */
    public static final class Builder<R> {

        /** What most providers take in one call. */
        private static final int DEFAULT_BATCH = 200;

        /** The largest page of the larger providers is 2,500; this keeps a page's records well below 10 MB. */
        private static final int DEFAULT_PAGE = 1_000;

        private static final int MAX_PAGE = 2_500;

        private final Replica<R> left;
        private final Replica<R> right;
        private final Map<String, Direction> flows = new HashMap<>();
        private @Nullable String id;
        private @Nullable Direction direction;
        private @Nullable FirstSync firstSync;
        private @Nullable SyncWindow window;
        private @Nullable Predicate<R> filter;
        private String filterName = "";
        private @Nullable Projection<R> toLeft;
        private @Nullable Projection<R> toRight;
        private String transformName = "";
        private @Nullable ConflictPolicy<R> policy;
        private @Nullable Matcher<R> matcher;
        private @Nullable DeletionGuard guard;
        private @Nullable RetryPolicy retry;
        private @Nullable RunBudget budget;
        private @Nullable String parentsIn;
        private int batchSize = DEFAULT_BATCH;
        private int pageSize = DEFAULT_PAGE;

        private Builder(Replica<R> left, Replica<R> right) {
            this.left = requireNonNull(left, "left");
            this.right = requireNonNull(right, "right");
        }

        /** The pair's name in the store: at most 64 characters, never reused for other sides. Required. */
        public Builder<R> id(String id) {
            once("id", this.id);
            if (id.isBlank() || id.length() > 64) {
                throw new IllegalArgumentException("a pair's id has 1 to 64 characters, not " + id.length());
            }
            this.id = id;
            return this;
        }

        /** Which way changes travel; {@link Direction#TWO_WAY} unless set. */
        public Builder<R> direction(Direction direction) {
            once("direction", this.direction);
            this.direction = requireNonNull(direction, "direction");
            return this;
        }

        /**
         * Lets a field travel its own way: in an imported order, the number that the host assigns flows back by {@link
         * Direction#EXPORT}.
         *
         * @throws IllegalArgumentException if the record type has no such field
         */
        public Builder<R> flow(String field, Direction direction) {
            left.type().field(field);
            once("flow of '" + field + "'", flows.put(field, requireNonNull(direction, "direction")));
            return this;
        }

        /**
         * What happens to records that stood on both sides before; {@link FirstSync#PREFER_NEWEST} unless set, or what the
         * policy says where it always prefers a side.
         */
        public Builder<R> firstSync(FirstSync rule) {
            once("firstSync", this.firstSync);
            this.firstSync = requireNonNull(rule, "rule");
            return this;
        }

        /** The stretch of time that is kept in sync; all of it unless set. */
        public Builder<R> window(SyncWindow window) {
            once("window", this.window);
            this.window = requireNonNull(window, "window");
            return this;
        }

        /**
         * Syncs only some records. One that leaves the filter is left as it is on both sides.
         *
         * @param name names the rule: give another name when the rule changes, so that everything is planned again
         */
        public Builder<R> filter(String name, Predicate<R> filter) {
            once("filter", this.filter);
            this.filterName = requireNonNull(name, "name");
            this.filter = requireNonNull(filter, "filter");
            return this;
        }

        /**
         * Alters records on their way to a side: busy blocks only, no attendees.
         *
         * @param name names the rule, as for {@link #filter}
         */
        public Builder<R> transformTo(Side side, String name, Projection<R> projection) {
            once("transformTo " + side.label(), side == Side.LEFT ? toLeft : toRight);
            requireNonNull(projection, "projection");
            if (side == Side.LEFT) {
                toLeft = projection;
            } else {
                toRight = projection;
            }
            transformName += side + "=" + requireNonNull(name, "name") + ";";
            return this;
        }

        /** Who wins when both sides changed the same field; {@link ConflictPolicy#lastWriteWins()} unless set. */
        public Builder<R> onConflict(ConflictPolicy<R> policy) {
            once("onConflict", this.policy);
            this.policy = requireNonNull(policy, "policy");
            return this;
        }

        /** How records that share no identity are recognised; by their content unless set. */
        public Builder<R> matcher(Matcher<R> matcher) {
            once("matcher", this.matcher);
            this.matcher = requireNonNull(matcher, "matcher");
            return this;
        }

        /** How many removals a day are too many; {@link DeletionGuard#DEFAULT} unless set. */
        public Builder<R> guard(DeletionGuard guard) {
            once("guard", this.guard);
            this.guard = requireNonNull(guard, "guard");
            return this;
        }

        /** How often a failed write is tried again; {@link RetryPolicy#DEFAULT} unless set. */
        public Builder<R> retry(RetryPolicy retry) {
            once("retry", this.retry);
            this.retry = requireNonNull(retry, "retry");
            return this;
        }

        /** How much one run may do; {@link RunBudget#unlimited} if not set. */
        public Builder<R> budget(RunBudget budget) {
            once("budget", this.budget);
            this.budget = requireNonNull(budget, "budget");
            return this;
        }

        /**
         * Says that the records of this pair belong to records of another pair: addresses to customers. What a side tells
         * as a record's {@link Versioned#parent} is then an id of the other pair's collection on that side, and a create
         * names the customer's id on its own side. A record waits until its parent is in sync, which each run looks for, so
         * run that pair first, as {@link io.kalends.sync.push.PushService} does where both are due; it is listed as {@linkplain PairStatus#stuck stuck} meanwhile. What becomes of an address
         * whose customer goes is the affair of the sides.
         *
         * @param pair the other pair's id: in the same store, with the same systems on the same sides
         */
        public Builder<R> parentsIn(String pair) {
            once("parentsIn", this.parentsIn);
            this.parentsIn = requireNonNull(pair, "pair");
            return this;
        }

        /** How many writes go into one call at most, as far as the side takes so many: 200 unless set, 1 to 1,000. */
        public Builder<R> batchSize(int writes) {
            this.batchSize = within("batchSize", writes, 1_000);
            return this;
        }

        /** How many records a page should hold: 1,000 unless set, 1 to 2,500. */
        public Builder<R> pageSize(int records) {
            this.pageSize = within("pageSize", records, MAX_PAGE);
            return this;
        }

        /**
         * The pair.
         *
         * @throws IllegalStateException if an option is missing or two do not fit; the message names them
         */
        public SyncPair<R> build() {
            String name = id;
            if (name == null) {
                throw new IllegalStateException("a pair needs an id: .id(\"alice-work\")");
            }
            if (left.id().equals(right.id())) {
                throw new IllegalStateException(
                        "pair '" + name + "' has the same collection on both sides: " + left.id());
            }
            if (!left.type().name().equals(right.type().name())) {
                throw new IllegalStateException("pair '" + name + "' has different records on its sides: "
                        + left.type().name() + " and " + right.type().name() + "; show one as the other by mapped(…)");
            }
            if (name.equals(parentsIn)) {
                throw new IllegalStateException("pair '" + name + "' has its own id as parentsIn: leave that out where"
                        + " records belong to records of the same pair");
            }
            SyncPair<R> pair = new SyncPair<>(this, name);
            for (Side side : Side.values()) {
                if (pair.direction.flowsFrom(side.other())
                        && pair.on(side).traits().writing().isEmpty()) {
                    throw new IllegalStateException("pair '" + name + "' is " + pair.direction + ", but its "
                            + side.label() + " side " + pair.on(side).id() + " can only be read; use Direction."
                            + (side == Side.RIGHT ? "IMPORT" : "EXPORT"));
                }
            }
            if (policy instanceof PerFieldPolicy<R> perField) {
                perField.fields().forEach(pair.type()::field);
            }
            requireWholeGroups(pair);
            return pair;
        }

        private void requireWholeGroups(SyncPair<R> pair) {
            Map<String, Direction> byGroup = new HashMap<>();
            for (Field<R> field : pair.type().fields()) {
                Direction flow = pair.flow(field.name());
                Direction before = byGroup.putIfAbsent(field.group(), flow);
                if (before != null && before != flow) {
                    throw new IllegalStateException("the fields of group '" + field.group() + "' travel together, but '"
                            + field.name() + "' is given another way: set all of them");
                }
            }
        }

        private static void once(String option, @Nullable Object before) {
            if (before != null) {
                throw new IllegalStateException(option + " is set already: " + before);
            }
        }

        private static int within(String option, int value, int max) {
            if (value < 1 || value > max) {
                throw new IllegalArgumentException(option + " must be from 1 to " + max + ", not " + value);
            }
            return value;
        }
    }
}
