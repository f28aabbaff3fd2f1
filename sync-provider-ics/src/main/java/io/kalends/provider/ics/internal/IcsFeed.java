package io.kalends.provider.ics.internal;

import static java.util.Objects.requireNonNull;

import io.kalends.calendar.CalendarEvent;
import io.kalends.calendar.CalendarEvents;
import io.kalends.icalendar.CalendarText;
import io.kalends.icalendar.EventIds;
import io.kalends.icalendar.EventRows;
import io.kalends.icalendar.text.IcsFormatException;
import io.kalends.sync.ChangePage;
import io.kalends.sync.ChangePage.Listing;
import io.kalends.sync.ChangeRequest;
import io.kalends.sync.ChangeSink;
import io.kalends.sync.ChangeSource;
import io.kalends.sync.Entry;
import io.kalends.sync.FetchRequest;
import io.kalends.sync.Replica;
import io.kalends.sync.ReplicaSession;
import io.kalends.sync.ReplicaTraits;
import io.kalends.sync.record.RecordType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A feed as a side of a pair that can only be read. */
record IcsFeed(FeedAddress address, FeedClient client, ZoneId zone, Clock clock) implements Replica<CalendarEvent> {

    @Override
    public String id() {
        return address.id();
    }

    @Override
    public RecordType<CalendarEvent> type() {
        return CalendarEvents.type();
    }

    @Override
    public ReplicaTraits traits() {
        return ReplicaTraits.readOnly();
    }

    @Override
    public ReplicaSession<CalendarEvent> open() {
        return new Session(this);
    }

    private static final class Session implements ReplicaSession<CalendarEvent>, ChangeSource<CalendarEvent> {

        private static final Pattern CHANGES_ALWAYS = Pattern.compile("(?i)(DTSTAMP|LAST-MODIFIED|CREATED|PRODID)[;:]");

        /** Ids are asked for one by one at times, and a large feed is not to be downloaded for each. */
        private static final Duration ONE_LOOK = Duration.ofMinutes(1);

        private final IcsFeed owner;

        /** When the feed was last looked at for single ids. */
        private @Nullable Instant looked;

        /** The feed as it was read last. */
        private @Nullable CalendarText read;

        private @Nullable FeedCursor cursor;

        Session(IcsFeed owner) {
            this.owner = owner;
        }

        @Override
        public ChangeSource<CalendarEvent> source() {
            return this;
        }

        @Override
        public Optional<ChangeSink<CalendarEvent>> sink() {
            return Optional.empty();
        }

        @Override
        public ChangePage<CalendarEvent> changes(ChangeRequest request) {
            FeedCursor from = FeedCursor.of(request.cursor(), owner.address().place());
            boolean goesOn =
                    from.offset() > 0 && cursor != null && from.content().equals(cursor.content());
            if (!goesOn && !download(from, request.deadline())) {
                return new ChangePage<>(List.of(), request.cursor(), false, Listing.DELTA);
            }
            FeedCursor now = requireNonNull(cursor);
            if (from.isAtStartOf(now)) {
                // The validators changed, the content did not.
                return new ChangePage<>(List.of(), now.token(0), false, Listing.DELTA);
            }
            // A listing that was stopped goes on in what is still the same content; else it begins anew.
            int offset = from.content().equals(now.content()) ? from.offset() : 0;
            return page(requireNonNull(read), now, offset, request.pageSize());
        }

        /** Reads the feed, unless it is what the validators stand for; whether it was read. */
        private boolean download(@Nullable FeedCursor known, Instant deadline) {
            FeedClient.Answer answer = owner.client()
                    .get(
                            owner.address(),
                            deadline,
                            known == null ? null : known.etagToSend(),
                            known == null ? null : known.modifiedToSend());
            if (answer.unchanged()) {
                return false;
            }
            CalendarText text = parse(answer);
            read = text;
            cursor = FeedCursor.of(
                    answer, contentOf(answer.body()), text.document().complete());
            return true;
        }

        private static ChangePage<CalendarEvent> page(CalendarText text, FeedCursor now, int offset, int size) {
            List<Entry<CalendarEvent>> all = text.rows().entries();
            int end = Math.min(all.size(), offset + size);
            boolean more = end < all.size();
            return new ChangePage<>(
                    all.subList(Math.min(offset, end), end),
                    now.token(more ? end : 0),
                    more,
                    text.rows().isProof() ? Listing.SNAPSHOT : Listing.PARTIAL);
        }

        /** By a look of its own, since a listing may have come from a cache that is behind; it serves for a minute. */
        @Override
        public List<Entry<CalendarEvent>> fetch(FetchRequest request) {
            Instant now = owner.clock().instant();
            if (read == null || looked == null || looked.plus(ONE_LOOK).isBefore(now)) {
                download(cursor, request.deadline());
                looked = now;
            }
            EventRows rows = requireNonNull(read).rows();
            return request.ids().stream().map(rows::entry).toList();
        }

        private CalendarText parse(FeedClient.Answer answer) {
            try {
                return CalendarText.of(
                        new ByteArrayInputStream(answer.body()),
                        answer.charset(),
                        owner.zone(),
                        owner.clock().instant(),
                        "");
            } catch (IcsFormatException e) {
                throw IcsErrors.of(owner.address().place(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A hash without the lines that change at each download. */
        private static String contentOf(byte[] body) {
            StringBuilder kept = new StringBuilder(body.length);
            boolean skipping = false;
            for (String line : new String(body, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                boolean folded = line.startsWith(" ") || line.startsWith("\t");
                skipping = folded ? skipping : CHANGES_ALWAYS.matcher(line).lookingAt();
                if (!skipping) {
                    kept.append(line).append('\n');
                }
            }
            return EventIds.hash(kept.toString());
        }

        @Override
        public void close() {
            read = null;
        }
    }
}
