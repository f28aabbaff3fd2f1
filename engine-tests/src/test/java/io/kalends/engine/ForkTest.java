package io.kalends.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.AuthorizationException;
import io.kalends.sync.Place;
import io.kalends.sync.SyncException;
import io.kalends.testkit.Call;
import io.kalends.testkit.CallHook.Moment;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where both versions stay, and the copy cannot be made at once. */
class ForkTest {

    /** What comes in the way of the copy, once. */
    private record Obstacle(String name, Consumer<EventWorld> put) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Obstacle> obstacles() {
        return Stream.of(
                new Obstacle(
                        "too many calls", world -> world.left.faults().calls().rateLimit(Call.WRITE, 1, null)),
                new Obstacle(
                        "the token is dead",
                        world -> world.left
                                .faults()
                                .calls()
                                .fail(
                                        Call.WRITE,
                                        1,
                                        Moment.BEFORE,
                                        () -> new AuthorizationException(Place.unknown(), "dead", "reconnect"))),
                new Obstacle(
                        "the network is away",
                        world -> world.left.faults().calls().timeoutBefore(Call.WRITE, 1)),
                new Obstacle(
                        "the answer is lost",
                        world -> world.left.faults().writes().loseAnswers(1)),
                new Obstacle(
                        "the request is lost",
                        world -> world.left.faults().writes().loseRequest(1)),
                new Obstacle(
                        "the server is busy",
                        world -> world.left.faults().writes().defer(event -> true, "busy", null, 1)));
    }

    // Scenario 17
    @ParameterizedTest
    @MethodSource("obstacles")
    void aCopyThatIsHinderedOnceIsMadeOnceLater(Obstacle obstacle) {
        EventWorld world = EventWorld.disagreeing();
        obstacle.put.accept(world);
        try {
            world.sync();
        } catch (SyncException stopped) {
            assertThat(stopped).isInstanceOf(AuthorizationException.class);
        }
        world.clock.advance(Duration.ofHours(2));

        world.settles();

        assertThat(world.left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("left", "right");
        assertThat(world.right.contents()).containsExactlyInAnyOrderElementsOf(world.left.contents());
    }

    // Scenario 17
    @Test
    void aCopyThatIsRefusedLosesNeitherVersionAndSaysWhy() {
        EventWorld world = EventWorld.disagreeing();
        world.left.faults().writes().reject(event -> event.title().equals("right"), "no such title");

        for (int run = 0; run < 5; run++) {
            world.sync();
        }

        assertThat(world.left.contents()).extracting(CalendarEvent::title).containsExactly("left");
        assertThat(world.right.contents()).extracting(CalendarEvent::title).containsExactly("right");
        assertThat(world.store.list("pair", null, null, 10))
                .singleElement()
                .satisfies(link -> assertThat(link.problem()).isNotNull());
        world.left.faults().clear();
        world.clock.advance(Duration.ofHours(2));
        world.engine.retry(world.pair());
        world.settles();
        assertThat(world.left.contents()).extracting(CalendarEvent::title).containsExactlyInAnyOrder("left", "right");
    }
}
