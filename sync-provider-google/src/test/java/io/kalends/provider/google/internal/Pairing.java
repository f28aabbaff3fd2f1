package io.kalends.provider.google.internal;

import io.kalends.calendar.CalendarEvent;
import io.kalends.sync.Direction;
import io.kalends.sync.Replica;
import io.kalends.sync.SyncPair;

/** How an app and Google are paired where what the app edits goes to Google. */
enum Pairing {
    BOTH_WAYS {
        @Override
        SyncPair.Builder<CalendarEvent> between(Replica<CalendarEvent> app, Replica<CalendarEvent> google) {
            return SyncPair.between(app, google);
        }
    },
    BOTH_WAYS_WITH_GOOGLE_ON_THE_LEFT {
        @Override
        SyncPair.Builder<CalendarEvent> between(Replica<CalendarEvent> app, Replica<CalendarEvent> google) {
            return SyncPair.between(google, app);
        }
    },
    EXPORT {
        @Override
        SyncPair.Builder<CalendarEvent> between(Replica<CalendarEvent> app, Replica<CalendarEvent> google) {
            return SyncPair.between(app, google).direction(Direction.EXPORT);
        }
    };

    abstract SyncPair.Builder<CalendarEvent> between(Replica<CalendarEvent> app, Replica<CalendarEvent> google);
}
