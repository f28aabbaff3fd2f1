package io.kalends.engine.push;

import io.kalends.sync.Place;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncException;
import io.kalends.sync.account.Account;
import io.kalends.sync.record.RecordType;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.Notification;
import io.kalends.sync.spi.Notification.Kind;
import io.kalends.sync.spi.NotificationReader;
import io.kalends.sync.spi.OpenChannel;
import io.kalends.sync.spi.ProviderConnection;
import io.kalends.sync.spi.ProviderSettings;
import io.kalends.sync.spi.PushSupport;
import io.kalends.sync.spi.SyncProvider;
import io.kalends.sync.web.WebRequest;
import io.kalends.sync.web.WebResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that has channels and nothing else. */
final class FakeChannels implements SyncProvider, PushSupport {

    final Map<String, ChannelRequest> open = new LinkedHashMap<>();
    final List<ChannelRequest> asked = new ArrayList<>();
    final List<String> history = new ArrayList<>();
    private final Clock clock;
    private final Duration longest;

    /** What happens between the opening and the answer. */
    Consumer<ChannelRequest> beforeAnswer = request -> {};

    /** Whether channels can be renewed. */
    boolean renews;

    /** What is thrown in place of an opening; {@code null} for nothing. */
    @Nullable
    SyncException refusal;

    FakeChannels(Clock clock, Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    public OpenChannel open(ChannelRequest request) {
        if (refusal != null) {
            throw refusal;
        }
        open.put(request.id(), request);
        asked.add(request);
        history.add("open");
        beforeAnswer.accept(request);
        Duration life = request.lifetime().compareTo(longest) < 0 ? request.lifetime() : longest;
        return new OpenChannel(
                request.id(), handle(request.id()), clock.instant().plus(life));
    }

    @Override
    public Optional<OpenChannel> renew(OpenChannel channel, Duration lifetime) {
        if (!renews || !open.containsKey(channel.id())) {
            return Optional.empty();
        }
        history.add("renew");
        return Optional.of(
                new OpenChannel(channel.id(), channel.handle(), clock.instant().plus(longest)));
    }

    @Override
    public void close(OpenChannel channel) {
        if (!channel.handle().equals(handle(channel.id()))) {
            throw new SyncException(new Place("fake", channel.id()), "another handle", "mend the test");
        }
        open.remove(channel.id());
        history.add("close");
    }

    static String handle(String channel) {
        return "handle of " + channel;
    }

    ChannelRequest only() {
        return open.values().iterator().next();
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public ProviderConnection connect(Account account, ProviderSettings settings) {
        return connection(this);
    }

    static ProviderConnection connection(PushSupport push) {
        return new ProviderConnection() {
            @Override
            public <R> Replica<R> replica(String collection, RecordType<R> type) {
                throw new SyncException(new Place("fake", collection), "there is no collection", "watch it only");
            }

            @Override
            public Optional<PushSupport> push() {
                return Optional.of(push);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public Optional<NotificationReader> notifications(ProviderSettings settings) {
        return Optional.of(request -> {
            Function<String, @Nullable String> header =
                    name -> request.header(name).orElse(null);
            String number = header.apply("Number");
            return new NotificationReader.Received(
                    WebResponse.of(204),
                    List.of(new Notification(
                            request.header("Channel").orElse(""),
                            request.header("Secret").orElse(""),
                            header.apply("Collection"),
                            Kind.valueOf(request.header("Kind").orElse("CHANGED")),
                            header.apply("Handle"),
                            number == null ? null : Long.valueOf(number),
                            header.apply("Record"))));
        });
    }

    /** A request of this provider; further headers as names and values in turn. */
    static WebRequest message(String channel, String secret, Kind kind, String... headers) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("Channel", List.of(channel));
        all.put("Secret", List.of(secret));
        all.put("Kind", List.of(kind.name()));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new WebRequest("POST", "/", Map.of(), all, new byte[0]);
    }
}
