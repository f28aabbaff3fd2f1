package io.kalends.provider.ics.internal;

import io.kalends.icalendar.EventIds;
import io.kalends.sync.Place;
import io.kalends.sync.RejectedException;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * A feed's address. Its path and query are as good as a password, so only the host is ever shown.
 */
record FeedAddress(HttpUrl url) {

    static FeedAddress of(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        String web = lower.startsWith("webcal://")
                ? "https://" + address.substring("webcal://".length())
                : lower.startsWith("webcals://") ? "https://" + address.substring("webcals://".length()) : address;
        HttpUrl url = HttpUrl.parse(web);
        if (url == null) {
            throw new RejectedException(
                    IcsErrors.place("feed"), "the address of the feed is malformed", "copy it again from its source");
        }
        return of(url);
    }

    static FeedAddress of(HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new RejectedException(
                    IcsErrors.place("feed"), "the address holds a user's name or password", "use one without");
        }
        return new FeedAddress(url);
    }

    Place place() {
        return IcsErrors.place(url.host());
    }

    /** The feed's name in stores: the host, and a hash in place of what is secret. */
    String id() {
        return "ics:" + url.host() + "/" + EventIds.hash(url.toString());
    }

    @Override
    public String toString() {
        return "FeedAddress[" + url.host() + "]";
    }
}
