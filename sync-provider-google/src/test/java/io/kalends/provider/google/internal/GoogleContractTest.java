package io.kalends.provider.google.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.emulators.google.GoogleFault;
import io.kalends.testkit.contract.ReplicaContract;
import io.kalends.testkit.contract.ReplicaHarness;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** A Google calendar keeps the contract of replicas, over HTTP, whatever Google's bad day looks like. */
class GoogleContractTest {

    /** Long for a call to this machine: only calls that nobody answers take it. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Nested
    @DisplayName("connections break")
    class ConnectionsBreak extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            return new EmulatedSide().breaking(GoogleFault.dropped(), GoogleFault.droppedAfterCommit());
        }
    }

    @Nested
    @DisplayName("the server fails, with or without doing what was asked")
    class ServerFails extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            return new EmulatedSide().breaking(GoogleFault.serverError(), GoogleFault.serverErrorAfterCommit());
        }
    }

    @Nested
    @DisplayName("calls are too many")
    class CallsAreTooMany extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            GoogleFault tooMany = GoogleFault.tooManyRequests(Duration.ofSeconds(30));
            return new EmulatedSide().breaking(tooMany, GoogleFault.serverErrorAfterCommit());
        }
    }

    @Nested
    @DisplayName("something between answers in HTML")
    class PagesOfHtml extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            return new EmulatedSide().breaking(GoogleFault.html(200), GoogleFault.droppedAfterCommit());
        }
    }

    @Nested
    @DisplayName("nobody answers")
    class NobodyAnswers extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            return new EmulatedSide(settings -> settings.timeouts(PATIENCE, PATIENCE))
                    .breaking(GoogleFault.held(), GoogleFault.heldAfterCommit());
        }
    }

    @Nested
    @DisplayName("each second call meets an access token that ended, and our clock is an hour ahead")
    class TokensEnd extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            EmulatedSide side = new EmulatedSide(Duration.ofHours(-1));
            AtomicInteger calls = new AtomicInteger();
            side.hook(() -> {
                if (calls.incrementAndGet() % 2 == 0) {
                    side.google().expireAccessTokens();
                }
            });
            return side;
        }
    }

    @Nested
    @DisplayName("pages are shorter than asked for, and our clock is an hour behind")
    class ShortPages extends ReplicaContract<CalendarEvent> {
        @Override
        protected ReplicaHarness<CalendarEvent> open() {
            EmulatedSide side = new EmulatedSide(Duration.ofHours(1));
            side.google().listings().pageLimit(7);
            return side;
        }
    }
}
