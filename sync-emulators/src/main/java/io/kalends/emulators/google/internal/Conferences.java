package io.kalends.emulators.google.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rooms for meetings: asked for with an event, made after the answer. */
final class Conferences {

    private Conferences() {}

    /** Marks a new request as under way; whether there is one. */
    static boolean request(ObjectNode event) {
        if (!(event.path("conferenceData").path("createRequest") instanceof ObjectNode request)
                || request.has("status")) {
            return false;
        }
        request.putObject("status").put("statusCode", "pending");
        return true;
    }

    /** The event once its room is made. */
    static ObjectNode settled(ObjectNode event, World world) {
        ObjectNode after = event.deepCopy();
        String id = world.newId(10);
        String link = "https://meet.google.com/" + id;
        ObjectNode data = (ObjectNode) after.path("conferenceData");
        ((ObjectNode) data.path("createRequest")).putObject("status").put("statusCode", "success");
        data.put("conferenceId", id);
        data.putObject("conferenceSolution")
                .put("name", "Google Meet")
                .putObject("key")
                .put("type", "hangoutsMeet");
        data.putArray("entryPoints")
                .addObject()
                .put("entryPointType", "video")
                .put("uri", link)
                .put("label", "meet.google.com/" + id);
        return after.put("hangoutLink", link);
    }
}
