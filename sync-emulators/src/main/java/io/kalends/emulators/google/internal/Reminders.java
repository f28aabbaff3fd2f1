package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reminders as they were seen to be kept: too far ones are moved to the limit, ways that are not known and repetitions are
 * dropped without a word, and the order is not that in which they were sent.
 */
final class Reminders {

    private static final int MOST = 5;
    private static final int LONGEST_MINUTES = 40_320;
    private static final Set<String> METHODS = Set.of("popup", "email");

    private Reminders() {}

    private record OwnReminder(int minutes, String method) {}

    static void settle(ObjectNode event) {
        JsonNode given = event.path("reminders");
        JsonNode overrides = given.path("overrides");
        boolean useDefault = given.path("useDefault").asBoolean(!given.isObject());
        if (useDefault && !overrides.isEmpty()) {
            throw GoogleError.calendarRule(
                    400,
                    "cannotUseDefaultRemindersAndSpecifyOverride",
                    "Cannot specify both default reminders and overrides at the same time.");
        }
        if (overrides.size() > MOST) {
            throw GoogleError.calendarRule(
                    400, "eventRemindersCountExceedsLimit", "An event has more override reminders than are allowed.");
        }
        TreeSet<OwnReminder> kept =
                new TreeSet<>(Comparator.comparing(OwnReminder::minutes).thenComparing(OwnReminder::method));
        for (JsonNode override : overrides) {
            String method = override.path("method").asText();
            if (METHODS.contains(method)) {
                int minutes = override.path("minutes").asInt();
                kept.add(new OwnReminder(Math.min(Math.max(minutes, 0), LONGEST_MINUTES), method));
            }
        }
        ObjectNode settled = event.putObject("reminders").put("useDefault", useDefault);
        if (!kept.isEmpty()) {
            settled.putArray("overrides");
        }
        kept.forEach(override -> settled.withArray("overrides")
                .addObject()
                .put("method", override.method())
                .put("minutes", override.minutes()));
    }
}
