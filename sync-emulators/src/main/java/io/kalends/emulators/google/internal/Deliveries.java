package io.kalends.emulators.google.internal;

import io.kalends.emulators.google.RecordedPush;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Takes messages to their addresses, one after the other, on a thread of its own that ends with it. */
public final class Deliveries implements AutoCloseable {

    private static final Set<Integer> TRIED_AGAIN = Set.of(500, 502, 503, 504);
    private static final int ATTEMPTS = 3;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(action -> {
        Thread created = new Thread(action, "google-emulator-push");
        created.setDaemon(true);
        return created;
    });
    private final List<Channel.Message> afterAnswer = new ArrayList<>();
    private final List<RecordedPush> sent = new ArrayList<>();
    private int underWay;
    private int toLose;
    private int toDouble;
    private boolean early;
    private boolean closed;

    /** The next messages are lost. */
    public synchronized void lose(int messages) {
        toLose += messages;
    }

    /** The next messages come twice. */
    public synchronized void duplicate(int messages) {
        toDouble += messages;
    }

    /** Whether a channel's first message comes before the answer to the call that opened it. */
    public synchronized void early(boolean on) {
        early = on;
    }

    /** What was sent, in order. */
    public synchronized List<RecordedPush> sent() {
        return List.copyOf(sent);
    }

    /** Sends a message; never before the first one of its channel. */
    synchronized void send(Channel.Message message) {
        if (afterAnswer.stream().anyMatch(first -> first.channelId().equals(message.channelId()))) {
            afterAnswer.add(message);
            return;
        }
        if (closed) {
            return;
        }
        boolean lost = toLose > 0;
        toLose -= lost ? 1 : 0;
        boolean twice = !lost && toDouble > 0;
        toDouble -= twice ? 1 : 0;
        for (int i = 0; i < (twice ? 2 : 1); i++) {
            underWay++;
            thread.execute(() -> deliver(message, lost));
        }
    }

    synchronized void sendAfterAnswer(Channel.Message message) {
        afterAnswer.add(message);
    }

    /** A call is about to be answered: an early message goes now and is waited for. */
    void answering() {
        boolean goes;
        synchronized (this) {
            goes = early && !afterAnswer.isEmpty();
        }
        if (goes) {
            answered();
            await();
        }
    }

    /** A call was answered. */
    synchronized void answered() {
        List<Channel.Message> due = List.copyOf(afterAnswer);
        afterAnswer.clear();
        due.forEach(this::send);
    }

    private void deliver(Channel.Message message, boolean lost) {
        int status = -1;
        for (int attempt = 0; attempt < ATTEMPTS && !lost; attempt++) {
            status = post(message);
            if (!TRIED_AGAIN.contains(status)) {
                break;
            }
        }
        synchronized (this) {
            sent.add(new RecordedPush(
                    message.channelId(), message.resourceId(), message.number(), message.state(), status));
            underWay--;
            notifyAll();
        }
    }

    private static int post(Channel.Message message) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) message.address().toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(0);
            connection.setRequestProperty("Content-Type", "application/json; utf-8");
            connection.setRequestProperty(
                    "User-Agent", "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)");
            message.headers().forEach(connection::setRequestProperty);
            connection.getOutputStream().close();
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException unreachable) {
            return 0;
        }
    }

    /**
     * Waits until every message that is due was sent, with its repetitions.
     *
     * @throws IllegalStateException after 30 s, or if the waiting is interrupted
     */
    public synchronized void await() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        try {
            while (underWay > 0 || !afterAnswer.isEmpty()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException(
                            "messages are under way after 30 s still: does their address answer?");
                }
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for messages", interrupted);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.shutdownNow();
        try {
            thread.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
