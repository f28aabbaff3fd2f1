package io.kalends.provider.google.internal;

import com.google.api.client.json.GenericJson;
import com.google.api.services.calendar.model.Channel;
import io.kalends.sync.Place;
import io.kalends.sync.TransientException;
import io.kalends.sync.spi.ChannelRequest;
import io.kalends.sync.spi.OpenChannel;
import io.kalends.sync.spi.PushSupport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches a calendar's events. Google has no renewal: another channel is opened, under another id. */
final class GoogleChannels implements PushSupport {

    private final GoogleHttp http;

    GoogleChannels(GoogleHttp http) {
        this.http = http;
    }

    @Override
    public OpenChannel open(ChannelRequest request) {
        Place place = GoogleErrors.place(request.collection());
        Instant wish = http.now().plus(request.lifetime());
        Channel channel = new Channel()
                .setId(request.id())
                .setType("web_hook")
                .setAddress(request.address().toString())
                .setToken(request.secret())
                .setExpiration(wish.toEpochMilli())
                .setParams(Map.of("ttl", String.valueOf(request.lifetime().toSeconds())));
        GoogleAnswer answer = http.send(place, GoogleRequests.watch(http.api(), request.collection(), channel), null);
        if (!answer.isOk()) {
            throw GoogleErrors.exception(place, "opening a channel", answer.problem());
        }
        GenericJson opened = answer.read(GenericJson.class, place);
        if (!(opened.get("resourceId") instanceof String resource)) {
            throw new TransientException(
                    place, "the channel was opened without a resource id", "open another; this one cannot be closed");
        }
        return new OpenChannel(request.id(), resource, expiry(opened.get("expiration"), wish));
    }

    /** Milliseconds: a string, as measured, or a number, as Google's guide has it. */
    private static Instant expiry(@Nullable Object value, Instant wish) {
        String text = value instanceof Number number ? String.valueOf(number.longValue()) : String.valueOf(value);
        return text.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : wish;
    }

    @Override
    public void close(OpenChannel channel) {
        Place place = GoogleErrors.place("channel " + channel.id());
        Channel named = new Channel().setId(channel.id()).setResourceId(channel.handle());
        GoogleAnswer answer = http.send(place, GoogleRequests.stop(http.api(), named), null);
        if (!answer.isOk() && answer.status() != 404) {
            throw GoogleErrors.exception(place, "closing the channel", answer.problem());
        }
    }
}
