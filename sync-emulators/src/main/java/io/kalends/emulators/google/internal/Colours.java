package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The palette: made-up shades under Google's ids, so that nobody takes them for constants. */
final class Colours {

    static final Map<String, String> EVENT = palette(11, 0xa4bdfc);
    static final Map<String, String> CALENDAR = palette(24, 0xac725e);

    private Colours() {}

    private static Map<String, String> palette(int size, int first) {
        Map<String, String> colours = new LinkedHashMap<>();
        for (int id = 1; id <= size; id++) {
            int shade = (first + id * 0x0b1d2f) & 0xffffff;
            colours.put(
                    Integer.toString(id),
                    "#" + Integer.toHexString(0x1000000 | shade).substring(1));
        }
        return Collections.unmodifiableMap(colours);
    }

    static ObjectNode json() {
        ObjectNode all = Json.object().put("kind", "calendar#colors").put("updated", "2026-01-01T00:00:00.000Z");
        add(all.putObject("calendar"), CALENDAR);
        add(all.putObject("event"), EVENT);
        return all;
    }

    private static void add(ObjectNode target, Map<String, String> colours) {
        colours.forEach(
                (id, shade) -> target.putObject(id).put("background", shade).put("foreground", "#1d1d1d"));
    }
}
