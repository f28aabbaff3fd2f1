package io.kalends.emulators.google;

/**
 * A message to the address of a channel.
 *
 * @param number its number on the channel; 1 is the first, {@code sync}
 * @param state {@code sync} or {@code exists}
 * @param status what the address answered; 0 where it could not be reached, -1 where the message was lost on purpose
 */
public record RecordedPush(String channelId, String resourceId, long number, String state, int status) {}
