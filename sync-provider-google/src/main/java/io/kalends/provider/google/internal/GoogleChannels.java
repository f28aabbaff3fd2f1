package io.kalends.provider.google.internal;

import com.google.api.client.json.GenericJson;
import com.google.api.services.calendar.model.Channel;
import io.kalends.http.ApiAnswer;
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

    private final GoogleApi api;

    GoogleChannels(GoogleApi api) {
        this.api = api;
    }

    @Override
    public OpenChannel open(ChannelRequest request) {
        Place place = GoogleRefusals.place(request.collection());
        Instant wish = api.now().plus(request.lifetime());
        Channel channel = new Channel()
                .setId(request.id())
                .setType("web_hook")
                .setAddress(request.address().toString())
                .setToken(request.secret())
                .setExpiration(wish.toEpochMilli())
                .setParams(Map.of("ttl", String.valueOf(request.lifetime().toSeconds())));
        ApiAnswer answer = api.send(place, GoogleRequests.watch(api.calendar(), request.collection(), channel));
        if (!answer.isOk()) {
            throw GoogleRefusals.TABLE.exception(place, "opening a channel", answer);
        }
        GenericJson opened = GoogleApi.read(answer, GenericJson.class, place);
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
        Place place = GoogleRefusals.place("channel " + channel.id());
        Channel named = new Channel().setId(channel.id()).setResourceId(channel.handle());
        ApiAnswer answer = api.send(place, GoogleRequests.stop(api.calendar(), named));
        if (!answer.isOk() && answer.status() != 404) {
            throw GoogleRefusals.TABLE.exception(place, "closing the channel", answer);
        }
    }
}
