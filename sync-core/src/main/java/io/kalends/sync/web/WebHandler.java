package io.kalends.sync.web;

/** Answers requests. Safe for many threads; answers fast and leaves work to others. */
@FunctionalInterface
public interface WebHandler {

    WebResponse handle(WebRequest request);
}
